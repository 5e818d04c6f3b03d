const LEAST_BYTES = 64 * 1024;
const MOST_KEPT_BYTES = 4 * 1024 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A part of what was written. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The bytes of one answer after another. Short texts are copied by their letters: to concatenate them, and flatten and
 * encode what comes of it, takes several times longer.
 */
export class Output {
  #bytes = Buffer.allocUnsafeSlow(LEAST_BYTES);
  #end = 0;

  get end(): number {
    return this.#end;
  }

  begin(): void {
    if (this.#bytes.length > MOST_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(LEAST_BYTES);
    this.#end = 0;
  }

  /** A copy of what was written since it began. */
  taken(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#end));
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#end] = value;
    this.#end += 1;
  }

  copy(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#reserve(length);
    const [to, end] = [this.#bytes, this.#end];
    for (let at = 0; at < length; at += 1) to[end + at] = bytes[at] as number;
    this.#end = end + length;
  }

  /** What was written before, once more. */
  again({ from, to }: Span): void {
    this.#reserve(to - from);
    this.#bytes.copyWithin(this.#end, from, to);
    this.#end += to - from;
  }

  /** A string as `JSON.stringify` writes it. */
  string(value: string): void {
    const { length } = value;
    this.#reserve(length + 2);
    const [to, end] = [this.#bytes, this.#end + 1];
    for (let at = 0; at < length; at += 1) {
      const code = value.charCodeAt(at);
      if (code < 0x20 || code > 0x7f || code === QUOTE || code === BACKSLASH) {
        this.text(JSON.stringify(value));
        return;
      }
      to[end + at] = code;
    }
    to[end - 1] = QUOTE;
    to[end + length] = QUOTE;
    this.#end = end + length + 1;
  }

  /** A text of ASCII alone. */
  letters(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const [to, end] = [this.#bytes, this.#end];
    for (let at = 0; at < length; at += 1) to[end + at] = text.charCodeAt(at);
    this.#end = end + length;
  }

  text(text: string): void {
    this.#reserve(text.length * 3);
    this.#end += this.#bytes.write(text, this.#end, 'utf8');
  }

  #reserve(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#end + length));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
