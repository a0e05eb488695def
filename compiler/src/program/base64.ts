/** Base64 of UTF-8 text, in plain JavaScript: the compiler runs where neither Node's nor the browser's functions are a given. */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    encoded += digits.charAt(group >> 18) + digits.charAt((group >> 12) & 63);
    encoded += b === undefined ? '=' : digits.charAt((group >> 6) & 63);
    encoded += c === undefined ? '=' : digits.charAt(group & 63);
  }
  return encoded;
}

export function decodeBase64(encoded: string): string {
  let escaped = '';
  let [bits, count] = [0, 0];
  for (const digit of encoded.replace(/=+$/, '')) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += '%' + ((bits >> count) & 255).toString(16).padStart(2, '0');
  }
  return decodeURIComponent(escaped);
}

function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const [piece, hex] of encodeURIComponent(text).matchAll(/%(..)|[^%]/g)) {
    bytes.push(hex === undefined ? piece.charCodeAt(0) : parseInt(hex, 16));
  }
  return bytes;
}
