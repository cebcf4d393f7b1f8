import { PROBLEMS, type FieldError, type Problem, type ProblemCode } from '../../shared/problem.ts';

type More = Partial<Pick<Problem, 'failure' | 'paymentId' | 'reason'>>;

export const jsonResponse = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A problem as the BFF answers it (RFC 9457). `errors`: the fields that it refuses. */
export function problem(
  code: ProblemCode,
  errors?: readonly FieldError[],
  headers: Readonly<Record<string, string>> = {},
  more: More = {},
): Response {
  const { status, title } = PROBLEMS[code];
  const body: Problem = {
    type: `https://kasir.test/problems/${code}`,
    title,
    status,
    code,
    detail: title,
    requestId: 'req_1',
    ...(errors ? { errors } : {}),
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}
