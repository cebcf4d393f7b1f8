import { html } from '../../../platform/html.ts';
import type { FlatFields } from './answer.ts';
import { textsOf } from './return-address.ts';

/**
 * The page that answers a payment step, as recorded on the sandbox: a form `tranMgr` of hidden inputs, which a script
 * submits to the URL in the input with the id `callbackUrl`. An empty value means that there is none. The input in a
 * comment and the varying order of attributes are there to catch careless parsers.
 */
export function returnForm(callBackUrl: string, parameters: FlatFields): Response {
  const inputs = textsOf({ ...parameters, timeStamp: '', merchantToken: '', cardBrand: '' }).map(([name, value], i) =>
    i % 2 === 0
      ? html`<input type="hidden" id="${name}" name="${name}" value="${value}" />`
      : html`<INPUT value="${value}" type="hidden" name=${name} />`,
  );
  const page = html`<!DOCTYPE html>
    <html>
      <head>
        <title>NICEPAY</title>
      </head>
      <body onload="goReturn()">
        <!-- <input type="hidden" name="resultCd" value="0000"> -->
        <form name="tranMgr" method="post" action="">
          <input type="hidden" id="callbackUrl" value="${callBackUrl}" />
          ${inputs}
        </form>
        <script>
          function goReturn() {
            document.tranMgr.action = document.getElementById('callbackUrl').value;
            document.tranMgr.submit();
          }
        </script>
      </body>
    </html>`;
  return new Response(page.text, { headers: { 'content-type': 'text/html;charset=UTF-8' } });
}
