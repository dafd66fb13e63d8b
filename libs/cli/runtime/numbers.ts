import * as z from 'zod/mini';

/** A number without a fraction. Larger ones than 2^53 are integers too, though JavaScript has lost their last digits. */
export function integer(): z.core.$ZodCheck<number> {
  return z.check<number>((payload) => {
    if (Number.isInteger(payload.value)) return;
    payload.issues.push({ code: 'invalid_type', expected: 'int', format: 'int', input: payload.value, continue: true });
  });
}

/** Exact in decimals: 0.3 is a multiple of 0.1, and 1e308 of 0.5. */
export function multipleOf(divisor: number): z.core.$ZodCheck<number> {
  return z.check<number>((payload) => {
    if (isMultiple(payload.value, divisor)) return;
    payload.issues.push({ code: 'not_multiple_of', origin: 'number', divisor, input: payload.value, continue: true });
  });
}

function isMultiple(value: number, divisor: number): boolean {
  const left = decimal(value);
  const right = decimal(divisor);
  const scale = Math.min(left.exponent, right.exponent);
  const digits = right.digits * 10n ** BigInt(right.exponent - scale);
  return digits !== 0n && (left.digits * 10n ** BigInt(left.exponent - scale)) % digits === 0n;
}

/** The number as it is written in decimals: digits times a power of ten. */
function decimal(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
