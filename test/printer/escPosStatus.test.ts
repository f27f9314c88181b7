import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnswerReader, parseRealTimeStatus, troubleOfStatus } from "../../main/printing/escPosStatus.ts";

test("answers are distinguished by their fixed bits, however the stream is split", () => {
	const stream = [0x11, 0x12, 0x13, 0x00, 0x18, 0x00, 0x0f, 0x0f, 0x03, 0x16];
	const read = createAnswerReader();
	const whole = read(Uint8Array.from(stream));
	assert.deepEqual(
		whole.map(({ kind }) => kind),
		["realTime", "inOrder", "automatic", "inOrder", "realTime"],
	);
	const slowly = createAnswerReader();
	assert.deepEqual(
		stream.flatMap((byte) => slowly(Uint8Array.of(byte))),
		whole,
	);
});

test("an automatic status names the fault", () => {
	const read = createAnswerReader();
	const troubleOf = (...bytes: readonly number[]) =>
		read(Uint8Array.from(bytes)).map((answer) =>
			answer.kind === "automatic" ? troubleOfStatus(answer.status) : answer.kind,
		);
	assert.deepEqual(troubleOf(0x10, 0, 0, 0x0f), [null]);
	assert.deepEqual(troubleOf(0x38, 0, 0x0f, 0x0f), ["coverOpen"]);
	assert.deepEqual(troubleOf(0x18, 0, 0x0f, 0x0f), ["paperOut"]);
	assert.deepEqual(troubleOf(0x18, 0x08, 0, 0x0f), ["error"]);
	assert.deepEqual(troubleOf(0x18, 0, 0, 0x0f), ["offline"]);
	assert.deepEqual(troubleOf(0x10, 0, 0x03, 0x0f), [null], "paper near its end is no trouble");
});

test("a requested status names the most urgent fault", () => {
	const well = parseRealTimeStatus(0x16, 0x12, 0x12);
	assert.deepEqual([troubleOfStatus(well), well.isNearEnd], [null, false], "an open drawer is no trouble");
	const nearEnd = parseRealTimeStatus(0x12, 0x12, 0x1e);
	assert.deepEqual([troubleOfStatus(nearEnd), nearEnd.isNearEnd], [null, true]);
	assert.equal(troubleOfStatus(parseRealTimeStatus(0x1a, 0x36, 0x7e)), "coverOpen");
	assert.equal(troubleOfStatus(parseRealTimeStatus(0x1a, 0x32, 0x12)), "paperOut");
	assert.equal(troubleOfStatus(parseRealTimeStatus(0x1a, 0x12, 0x72)), "paperOut");
	assert.equal(troubleOfStatus(parseRealTimeStatus(0x1a, 0x52, 0x12)), "error");
	assert.equal(troubleOfStatus(parseRealTimeStatus(0x1a, 0x12, 0x12)), "offline");
});
