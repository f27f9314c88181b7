import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { concat, encodeText, fromHex, toHex } from "../../core/bytes/bytes.ts";
import { crypto, keyPairOfSeed, signerOf } from "../../sync/crypto/signature.ts";
import { assertProperty } from "../property.ts";
import {
	add,
	base,
	encode,
	fromLittleEndian,
	littleEndian,
	modulo,
	multiply,
	neutral,
	order,
	type Point,
	pointAt,
	prime,
	smallOrderPoints,
} from "./edwards25519.ts";
import { readEd25519 } from "./vectorFiles.ts";

const bytes = (hex: string) => fromHex(hex) ?? assert.fail(hex);
const message = encodeText("一张票");
const seed = crypto.hash(encodeText("seed"));
const pair = keyPairOfSeed(seed);
const publicKey = bytes(pair.publicKey);
const signature = signerOf(pair.pkcs8)(message);
const r = signature.subarray(0, 32);
const s = fromLittleEndian(signature.subarray(32));

const sha512 = (...parts: readonly Uint8Array[]): Uint8Array =>
	createHash("sha512")
		.update(concat(...parts))
		.digest();
const challenge = (encodedR: Uint8Array, encodedA: Uint8Array) =>
	modulo(fromLittleEndian(sha512(encodedR, encodedA, message)), order);

/** Every way to write a point in 32 bytes, the one RFC 8032 allows first: y may be written y + p, and the sign of x = 0 is free. */
function encodingsOf({ x, y }: Point): readonly Uint8Array[] {
	const signs = x === 0n ? [0n, 1n] : [x & 1n];
	const ys = y + prime < 2n ** 255n ? [y, y + prime] : [y];
	return ys.flatMap((written) => signs.map((sign) => littleEndian(written | (sign << 255n))));
}

test("the five signatures printed in RFC 8032 are made and verified", () => {
	const { vectors } = readEd25519();
	assert.deepEqual(
		vectors.map(({ name }) => name),
		["TEST 1", "TEST 2", "TEST 3", "TEST 1024", "TEST SHA(abc)"],
	);
	for (const vector of vectors) {
		const printed = keyPairOfSeed(bytes(vector.secret));
		assert.equal(printed.publicKey, vector.public, vector.name);
		assert.equal(toHex(signerOf(printed.pkcs8)(bytes(vector.message))), vector.signature, vector.name);
		assert.ok(crypto.verify(bytes(vector.public), bytes(vector.message), bytes(vector.signature)), vector.name);
		const longer = concat(bytes(vector.message), Uint8Array.of(0));
		assert.ok(!crypto.verify(bytes(vector.public), longer, bytes(vector.signature)), vector.name);
	}
});

test("a signature has one form: s plus any multiple of L is refused", () => {
	assert.ok(crypto.verify(publicKey, message, signature));
	for (let other = s + order; other < 2n ** 256n; other += order) {
		assert.ok(!crypto.verify(publicKey, message, concat(r, littleEndian(other))), `s + ${(other - s) / order} L`);
	}
});

test("the scalars at the edges are refused", () => {
	for (const edge of [0n, 1n, order - 1n, order, order + 1n, 2n ** 252n, 2n ** 253n, 2n ** 255n, 2n ** 256n - 1n]) {
		assert.ok(!crypto.verify(publicKey, message, concat(r, littleEndian(edge))), String(edge));
	}
	assert.ok(!crypto.verify(publicKey, message, concat(r, littleEndian(order - s))), "the negative of s");
});

test("eight points are of small order, and no other encoding means one of them", () => {
	const points = smallOrderPoints();
	assert.equal(new Set(points.map((point) => toHex(encode(point)))).size, 8);
	for (const point of points) assert.deepEqual(multiply(point, 8n), neutral);
	assert.equal(points.flatMap(encodingsOf).length, 14);
});

test("a key of small order is refused, although its signature fulfils the equation", () => {
	for (const point of smallOrderPoints()) {
		for (const written of encodingsOf(point)) {
			let forged: Uint8Array | null = null;
			// R is guessed for each remainder of the challenge by 8 until the challenge agrees.
			for (let scalar = 1n; forged === null; scalar++) {
				for (let guess = 0n; guess < 8n && forged === null; guess++) {
					const negative = multiply(point, 8n - guess);
					const encodedR = encode(add(multiply(base, scalar), negative));
					if (challenge(encodedR, written) % 8n === guess) forged = concat(encodedR, littleEndian(scalar));
				}
			}
			assert.ok(!crypto.verify(written, message, forged), toHex(written));
		}
	}
});

test("an R of small order is refused, although its signature fulfils the equation times eight", () => {
	const secret = Uint8Array.from(sha512(seed).subarray(0, 32));
	secret[0] = (secret[0] as number) & 0xf8;
	secret[31] = ((secret[31] as number) & 0x3f) | 0x40;
	const a = fromLittleEndian(secret);
	assert.deepEqual(encode(multiply(base, a)), publicKey);
	for (const [i, point] of smallOrderPoints().entries()) {
		for (const written of encodingsOf(point)) {
			const k = challenge(written, publicKey);
			const scalar = modulo(k * a, order);
			// [8][s]B = [8](R + [k]A), worked out for one of the points; the others differ in nothing but R.
			if (i === 1)
				assert.deepEqual(multiply(base, 8n * scalar), multiply(add(point, multiply(multiply(base, a), k)), 8n));
			assert.ok(!crypto.verify(publicKey, message, concat(written, littleEndian(scalar))), toHex(written));
		}
	}
});

test("a y that is not below p is refused, as key and as R, with either sign", () => {
	let onCurve = 0;
	for (let y = prime; y < 2n ** 255n; y++) {
		if (pointAt(y - prime) !== null) onCurve += 1;
		for (const sign of [0n, 1n]) {
			const written = littleEndian(y | (sign << 255n));
			assert.ok(!crypto.verify(written, message, signature), String(y - prime));
			assert.ok(!crypto.verify(publicKey, message, concat(written, littleEndian(s))), String(y - prime));
		}
	}
	assert.ok(onCurve > 2, "some of them would decode, were they not refused");
});

test("a key that is not a point or of another length verifies nothing, and a cut or longer signature is refused", () => {
	assert.equal(pointAt(2n), null);
	assert.ok(!crypto.verify(littleEndian(2n), message, signature));
	for (const length of [0, 1, 31, 33, 64])
		assert.ok(!crypto.verify(new Uint8Array(length).fill(9), message, signature));
	for (const length of [0, 1, 32, 63]) assert.ok(!crypto.verify(publicKey, message, signature.subarray(0, length)));
	assert.ok(!crypto.verify(publicKey, message, concat(signature, Uint8Array.of(0))));
});

test("no bit of a signature, a key or a message may differ, and nothing throws", () => {
	assertProperty(
		fc.property(fc.nat(64 * 8 - 1), fc.nat(32 * 8 - 1), fc.nat(message.length * 8 - 1), (i, j, k) => {
			assert.ok(!crypto.verify(publicKey, message, flipBit(signature, i)));
			assert.ok(!crypto.verify(flipBit(publicKey, j), message, signature));
			assert.ok(!crypto.verify(publicKey, flipBit(message, k), signature));
		}),
	);
	const any = fc.uint8Array({ maxLength: 80 });
	assertProperty(fc.property(any, any, any, (one, two, three) => assert.equal(crypto.verify(one, two, three), false)));
	const sized = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
	assertProperty(
		fc.property(sized(32), any, sized(64), (one, two, three) => assert.equal(crypto.verify(one, two, three), false)),
	);
});

function flipBit(of: Uint8Array, bit: number): Uint8Array {
	const changed = Uint8Array.from(of);
	changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
	return changed;
}
