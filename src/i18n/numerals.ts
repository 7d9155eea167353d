/** A whole number in groups of three: `grouped(12345, '.')` is "12.345". */
export function grouped(value: number, separator: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** The text with its digits as Arabic and Sorani write them: "٢٠٢٦" for "2026". */
export function arabicIndic(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
}
