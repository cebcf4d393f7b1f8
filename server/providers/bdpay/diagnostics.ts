import type { CredentialCheck, Diagnostics } from '../diagnostics.ts';
import { credentialCheck } from '../diagnostics.ts';
import type { ProviderIo } from '../provider-io.ts';
import { buildQuery } from './build.ts';
import type { BdpaySettings } from './environment.ts';
import type { Answer } from './schema.ts';
import { sender } from './send.ts';
import { bdpayScenarios } from './scenarios/scenarios.ts';

export const bdpayDiagnostics: Diagnostics<BdpaySettings> = {
  notification: {
    contentType: 'application/x-www-form-urlencoded',
    body: 'code=00&email=a%40example.com&msg=SUCCESS&name=Ibu+Sari&orderNum=kasirdoctor&payMoney=1&platSign=a%2Bb%2Fc%3D%3D',
  },
  checkCredentials: async (settings, io, signal) => [await checkKeys(settings, io, signal)],
  scenarios: bdpayScenarios,
};

const OURS = 'BDPAY_MERCHANT_CODE and BDPAY_PRIVATE_KEY';
const THEIRS = 'BDPAY_PLATFORM_PUBLIC_KEY';

/** BDPay opens our signature with our public key, and we its answer with its own: one inquiry tries both. */
async function checkKeys(settings: BdpaySettings, io: ProviderIo, signal: AbortSignal): Promise<CredentialCheck> {
  const answers: Answer[] = [];
  const query = buildQuery('kasirdoctor', settings, io.clock.now());
  const sent = await credentialCheck(
    OURS,
    async () => answers.push(await sender(settings, io)(query, signal)),
    () => false,
  );
  const [answer] = answers;
  return answer === undefined ? sent : readAnswer(answer);
}

function readAnswer({ code, signed, providerStatus, rejection }: Answer): CredentialCheck {
  const message = providerStatus === '' ? code : `${code}: ${providerStatus}`;
  if (code === 'NOTEXIST' || code === 'SUCCESS') {
    if (signed) return { variables: `${OURS}, ${THEIRS}`, result: 'accepted', message: `answered with ${message}` };
    const fix = `set ${THEIRS} to BDPay's public key as the backstage shows it`;
    return { variables: THEIRS, result: 'rejected', message: 'the answer is not signed with that key', fix };
  }
  if (code !== 'FAIL') return { variables: OURS, result: 'unclear', message };
  const fix =
    rejection?.fix ??
    'set BDPAY_MERCHANT_CODE to the code of this account, and enter the public half of BDPAY_PRIVATE_KEY and the address of this server in its backstage';
  return { variables: OURS, result: 'rejected', message, fix };
}
