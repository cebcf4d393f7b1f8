/** Prints a result: for a program as one JSON object, for a person as text. */
export function printResult(
  isJson: boolean,
  result: unknown,
  text: string,
  print: (text: string) => unknown = (each) => process.stdout.write(each),
): void {
  print(isJson ? `${JSON.stringify(result, null, 2)}\n` : text);
}
