interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;

/** Draws how much is done, from 0 to 1, and clears itself when all is; silent where there is no terminal. */
export function progressBar(terminal: Terminal): (share: number) => void {
  if (terminal.isTTY !== true) return () => {};
  return (share) => {
    const filled = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH);
    const percent = Math.round(share * 100);
    terminal.write(share < 1 ? `\r[${filled}] ${String(percent).padStart(3)} %` : '\r\u001B[K');
  };
}
