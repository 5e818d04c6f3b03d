/** What the system under test logs is no part of what a verb tells. */
export function dropLogs(): void {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = ((text: string | Uint8Array) =>
    typeof text === 'string' && text.startsWith('{"at":') ? true : write(text)) as typeof process.stderr.write;
}
