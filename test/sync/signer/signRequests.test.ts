import assert from "node:assert/strict";
import { appendFileSync, chmodSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { openDocument, payloadTypes } from "../../../core/trust/envelope.ts";
import { issuerKeyOf, readVoucher } from "../../../core/voucher/voucher.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { type Log, silentLog } from "../../../sync/log.ts";
import { readAuditLog } from "../../../sync/signer/auditLogReader.ts";
import { emptyAuditLogEnd } from "../../../sync/signer/signerDatabase.ts";
import { openRequestSigner, parseSignerRequest } from "../../../sync/signer/signRequests.ts";
import { voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import {
	headerRequest,
	openTestSigner,
	responseCodeOf,
	revocationsRequest,
	rosterRequest,
	someVoucherId,
	voucherRequest,
} from "./testSigner.ts";

const dayS = 24 * 3600;

test("a voucher and a header are signed so that kiosks believe them", () => {
	const { request: ask, foundation } = openTestSigner();
	const { issuer, allocator } = foundation.online;
	const code = ask(voucherRequest());
	assertKind(code, "code");
	assert.deepEqual(readVoucher(code.code, [issuerKeyOf(issuer.publicKey, crypto)], crypto), {
		kind: "voucher",
		voucher,
		rotation: null,
	});
	const signed = ask(headerRequest(1));
	assertKind(signed, "envelope");
	const role = { threshold: 1, keys: [allocator.publicKey] };
	const opened = openDocument(signed.envelope, payloadTypes.allocation, role, AllocationHeader, crypto);
	assert.equal(expectKind(opened, "document").document.version, 1);
});

test("what is not well-formed is not signed", () => {
	const { request: ask } = openTestSigner();
	const unsound = [
		voucherRequest({ party: 10 }),
		voucherRequest({ party: 0 }),
		voucherRequest({ issue: 0 }),
		voucherRequest({ notBefore: voucher.notAfter + 1 }),
		voucherRequest({ venue: -1 }),
		{ kind: "voucher" as const, voucher: { ...voucher, note: "and more" } },
		{ kind: "voucher" as const, voucher: null },
		headerRequest(0),
		headerRequest(1, { rowCount: -1 }),
		{ kind: "document" as const, type: "allocation", document: "a header" },
		{ kind: "document" as const, type: "timestamp", document: {} },
		{ kind: "document" as const, type: "roster", document: { v: 1, venue: 1, epoch: 1, kiosks: "all" } },
	];
	for (const asked of unsound) assert.equal(responseCodeOf(ask(asked)), "unsound", JSON.stringify(asked).slice(0, 200));
	const answer = parseSignerRequest({ id: 7, kind: "sign", bytes: "AAAA" });
	assertKind(answer, "refused");
	assert.deepEqual([answer.id, answer.code], [7, "malformed"]);
	assert.equal(parseSignerRequest("sign this"), null);
});

test("a venue, a length or a time beyond the limits is not signed for", () => {
	const { request: ask } = openTestSigner({ venues: [{ from: 1, to: 9 }], mostDaysAhead: 30, longestHours: 24 });
	assert.equal(responseCodeOf(ask(voucherRequest())), "code");
	assert.equal(responseCodeOf(ask(voucherRequest({ venue: 10 }))), "outsideLimits");
	assert.equal(responseCodeOf(ask(voucherRequest({ notAfter: voucher.notBefore + 2 * dayS }))), "outsideLimits");
	const later = { notBefore: voucher.notBefore + 40 * dayS, notAfter: voucher.notAfter + 40 * dayS };
	assert.equal(responseCodeOf(ask(voucherRequest(later))), "outsideLimits");
	assert.equal(responseCodeOf(ask(headerRequest(1))), "envelope");
	assert.equal(responseCodeOf(ask(headerRequest(1, { venue: 10 }))), "outsideLimits");
});

test("a version is signed once; an older one, or the same with other content, is refused, also after a restart", () => {
	const desk = openTestSigner();
	const { request: ask } = desk;
	for (const asked of [headerRequest, revocationsRequest, rosterRequest])
		assert.equal(responseCodeOf(ask(asked(3))), "envelope");
	for (let again = 0; again < 2; again++) {
		for (const asked of [headerRequest, revocationsRequest, rosterRequest]) {
			const told = ask(asked(2));
			assertKind(told, "refused");
			assert.deepEqual([told.code, told.held], ["oldVersion", 3]);
			assert.equal(responseCodeOf(ask(asked(3))), "envelope", "the very same may be asked for again");
		}
		const other = headerRequest(3, { programme: { "zh-CN": "另一个" } });
		assert.equal(responseCodeOf(ask(other)), "oldVersion");
		assert.equal(
			responseCodeOf(ask(headerRequest(1, { venue: 77 }))),
			"envelope",
			"another venue has its own versions",
		);
		desk.reopen();
	}
	assert.equal(responseCodeOf(ask(headerRequest(5))), "envelope");
});

test("more than its rate is refused by name, with when there is room again", () => {
	const { request: ask, clock } = openTestSigner({ rates: { voucher: { perMinute: 60, burst: 3 } } });
	const ids = [1, 2, 3, 4].map((n) => voucherRequest({ id: someVoucherId(n) }));
	assert.deepEqual(
		ids.map((asked) => responseCodeOf(ask(asked))),
		["code", "code", "code", "tooMany"],
	);
	const told = ask(voucherRequest());
	assert.equal(expectKind(told, "refused").retryAfterMs, 1000);
	assert.equal(responseCodeOf(ask(headerRequest(1))), "envelope", "another kind has its own rate");
	clock.move(-3_600_000);
	assert.equal(responseCodeOf(ask(voucherRequest())), "tooMany", "a clock set back fills nothing");
	clock.move(1000);
	assert.equal(responseCodeOf(ask(voucherRequest())), "code");
	assert.equal(responseCodeOf(ask(voucherRequest())), "tooMany");
});

test("every signature is one line of the log, and the log follows from itself", async () => {
	const { signer: desk, request: ask, folder } = openTestSigner();
	desk.handle([1, 2, 3].map((id) => ({ id, ...voucherRequest({ id: someVoucherId(id) }) })));
	ask(headerRequest(1));
	ask(headerRequest(0));
	const read = await readAuditLog(join(folder, "signer.log"), emptyAuditLogEnd, 100);
	assert.equal(read.fault, null);
	assert.deepEqual(
		read.lines.map(({ kind, subject, version }) => [kind, subject.slice(0, 7), version]),
		[...[1, 2, 3].map(() => ["voucher", "venue 2", 1]), ["allocation", "venue 2", 1]],
	);
});

test("a log that was cut or changed below its end stops the signer; a torn last line does not", () => {
	const test = openTestSigner();
	const log = join(test.folder, "signer.log");
	for (const version of [1, 2, 3]) test.request(headerRequest(version));
	const whole = readFileSync(log);
	test.signer.close();
	appendFileSync(log, '{"v":1,"seq":4,"pr');
	test.signer = openRequestSigner(test.folder, test.clock, silentLog);
	assert.deepEqual(readFileSync(log), whole);
	test.signer.close();
	truncateSync(log, whole.lastIndexOf(0x0a, whole.length - 2) + 1);
	assert.throws(() => openRequestSigner(test.folder, test.clock, silentLog), /cut or changed: 3 signatures/);
	writeFileSync(log, whole.toString().replace(/"at":\d+(?=[^\n]*\n$)/, '"at":1'));
	assert.throws(() => openRequestSigner(test.folder, test.clock, silentLog), /cut or changed/);
	writeFileSync(log, whole);
	test.signer = openRequestSigner(test.folder, test.clock, silentLog);
});

test("a signer whose keys are missing or open to others does not start", () => {
	const test = openTestSigner();
	test.signer.close();
	const { issuer } = test.foundation.online;
	const path = join(test.folder, `issuer-${issuer.publicKey.slice(0, 16)}.pkcs8`);
	chmodSync(path, 0o644);
	assert.throws(() => openRequestSigner(test.folder, test.clock, silentLog), /Others may read/);
	unlinkSync(path);
	assert.throws(() => openRequestSigner(test.folder, test.clock, silentLog), /no key that root 1 names for issuer/);
	writeFileSync(path, issuer.pkcs8, { mode: 0o600 });
	test.signer = openRequestSigner(test.folder, test.clock, silentLog);
});

test("a signer that cannot record what it signs signs nothing and logs the fault without its message", () => {
	const errors: unknown[] = [];
	const log: Log = { ...silentLog, error: (event, details) => errors.push({ event, ...details }) };
	const test = openTestSigner({}, log);
	const other = openRequestSigner(test.folder, test.clock, silentLog);
	other.handle([{ id: 1, ...voucherRequest() }]);
	other.close();
	const refused = test.request(voucherRequest());
	assertKind(refused, "refused");
	assert.equal(refused.code, "cannotRecord");
	const written = JSON.stringify(errors);
	assert.match(written, /"event":"requestsNotRecorded","requests":1,"error":"Error".*signRequests\.ts/);
	assert.doesNotMatch(written, /Another signer/);
});
