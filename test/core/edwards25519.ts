/** The Edwards curve of RFC 8032 §5.1 in big integers: slow, and written from the definition, so that it checks what is fast. */
export const prime = 2n ** 255n - 19n;
export const order = 2n ** 252n + 27742317777372353535851937790883648493n;

export type Point = { readonly x: bigint; readonly y: bigint };

export function modulo(n: bigint, by = prime): bigint {
	return ((n % by) + by) % by;
}

function power(base: bigint, exponent: bigint): bigint {
	let result = 1n;
	for (let square = modulo(base), left = exponent; left > 0n; left >>= 1n, square = modulo(square * square)) {
		if (left & 1n) result = modulo(result * square);
	}
	return result;
}

function inverse(n: bigint): bigint {
	return power(n, prime - 2n);
}

const d = modulo(-121665n * inverse(121666n));
const rootOfMinusOne = power(2n, (prime - 1n) / 4n);

export const neutral: Point = { x: 0n, y: 1n };

/** The addition of RFC 8032 §5.1.4 in affine coordinates; complete, since d is no square. */
export function add(a: Point, b: Point): Point {
	const product = d * modulo(a.x * b.x) * modulo(a.y * b.y);
	return {
		x: modulo((a.x * b.y + b.x * a.y) * inverse(1n + product)),
		y: modulo((a.y * b.y + a.x * b.x) * inverse(1n - product)),
	};
}

export function multiply(point: Point, by: bigint): Point {
	let result = neutral;
	for (let doubled = point, left = by; left > 0n; left >>= 1n, doubled = add(doubled, doubled)) {
		if (left & 1n) result = add(result, doubled);
	}
	return result;
}

/** The point with this y and an even x (§5.1.3); null when there is none. */
export function pointAt(y: bigint): Point | null {
	const square = modulo((y * y - 1n) * inverse(d * y * y + 1n));
	let x = power(square, (prime + 3n) / 8n);
	if (modulo(x * x - square) !== 0n) x = modulo(x * rootOfMinusOne);
	if (modulo(x * x - square) !== 0n) return null;
	return { x: x & 1n ? modulo(-x) : x, y };
}

/** 32 bytes, little-endian, whatever the number: also the encodings RFC 8032 forbids. */
export function littleEndian(number: bigint): Uint8Array {
	return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
	return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

export function encode({ x, y }: Point): Uint8Array {
	return littleEndian(y | ((x & 1n) << 255n));
}

/** B of RFC 8032 §5.1: y is 4/5 and x is even. */
export const base = pointAt(modulo(4n * inverse(5n))) ?? neutral;

/** The eight points that eight times anything of order L cannot tell from zero: multiples of L times a point of full order. */
export function smallOrderPoints(): readonly Point[] {
	for (let y = 2n; ; y++) {
		const point = pointAt(y);
		const generator = point === null ? neutral : multiply(point, order);
		if (encode(multiply(generator, 4n)).join() === encode(neutral).join()) continue;
		return Array.from({ length: 8 }, (_, i) => multiply(generator, BigInt(i)));
	}
}
