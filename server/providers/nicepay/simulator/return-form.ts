import { html } from '../../simulation/html.ts';
import type { FlatFields } from './answer.ts';
import { textsOf } from './return-address.ts';

/**
 * The page that answers a payment step, as it was recorded: a form `tranMgr` of hidden inputs that a script sends to the
 * address in the input with the id `callbackUrl`. An empty value means that there is none. The commented line and the
 * order of the attributes are for careless readers.
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
