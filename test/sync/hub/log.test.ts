import assert from "node:assert/strict";
import { test } from "node:test";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { bookingsHeader } from "./bookings/cinema.ts";
import { routesOf } from "./routes.ts";
import {
	enrolKiosk,
	fetchPass,
	officerHeaders,
	officerToken,
	openCinemaHub,
	passSecretOf,
	requestAsOfficer,
	type TestHub,
	uploadBookings,
} from "./testHub.ts";
import { anyRow, day } from "./testKiosk.ts";

test("no voucher code, card number, token, key or name is in the log, whatever route it is sent to", async () => {
	const house = await openCinemaHub();
	await uploadBookings(house, `${bookingsHeader}\nB-77,1,1,101,2,8642,\n`);
	const kiosk = await enrolKiosk(house, 1, "欧阳娜娜");
	await kiosk.giveDayKey();
	const row = await kiosk.rowOf(house.store.vouchers.findByBooking("A-1")?.voucher ?? assert.fail());
	kiosk.redeem(row, 1);
	assert.equal((await kiosk.push()).statusCode, 200);
	const voucher = house.store.vouchers.findByBooking("B-77")?.voucher ?? assert.fail();
	const link = await passSecretOf(house, "B-77");
	const code = (await fetchPass(house, "B-77")).code ?? assert.fail("no code");
	const enrolment = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: "司徒雷" });
	const enrolmentCode = String(Object.entries(enrolment.body ?? {}).find(([name]) => name === "code")?.[1]);
	const opened = readEnrolmentCode(enrolmentCode) ?? assert.fail(enrolmentCode);
	const dayKey = house.store.daySecrets.findOrAdd(1, day, () => assert.fail("it was made before"));
	const secrets = {
		voucher,
		link,
		code,
		card: "6222021234567890",
		lastFour: "8642",
		name: "张三丰",
		label: "欧阳娜娜",
		otherLabel: "司徒雷",
		token: kiosk.token,
		officerToken,
		enrolmentCode,
		enrolmentSecret: opened.secret,
		dayKey: Buffer.from(dayKey).toString("hex"),
		publicKey: kiosk.pair.publicKey,
		privateKey: Buffer.from(kiosk.pair.pkcs8).toString("base64"),
		row,
		otherRow: anyRow,
	};
	const values = Object.values(secrets).map(String);
	const routes = routesOf(house);
	assert.ok(routes.length > 40, `${routes.length} routes`);
	const contents = [
		{ type: "application/json", payload: JSON.stringify(secrets) },
		{ type: "application/json", payload: `{${values.join(",")}` },
		{ type: "text/csv", payload: `${bookingsHeader}\n${values.join(",")}\n` },
		{ type: "application/x-ndjson", payload: `${JSON.stringify(secrets)}\n` },
	];
	const logins = [officerHeaders.authorization, `Bearer ${kiosk.token}`, `Bearer ${code}`, `Bearer ${link}`];
	for (const { method, pattern } of routes) {
		const known = { kiosk: kiosk.enrolment.kiosk, day, version: "1", voucher };
		const own = pattern.replace(/:(\w+)/g, (_, name: string) => new Map(Object.entries(known)).get(name) ?? code);
		const foreign = values.map((value) => pattern.replace(/:\w+/g, encodeURIComponent(value)));
		for (const authorization of logins) {
			for (const path of [own, ...(authorization === logins[0] ? new Set(foreign) : [])]) {
				for (const { type, payload } of method === "POST" ? contents : [{ type: null, payload: null }]) {
					await house.app.inject({
						method: method === "POST" ? "POST" : method === "HEAD" ? "HEAD" : "GET",
						url: `${path}?booking=${encodeURIComponent(secrets.name)}&card=${secrets.card}&code=${code}`,
						headers: { authorization, cookie: `card=${secrets.card}`, ...(type !== null && { "content-type": type }) },
						...(payload !== null && { payload }),
					});
				}
			}
		}
	}
	await house.app.inject(`/nothing/${code}`);
	await house.app.inject(`/v1/roots/%E0%A4%A${code}`);
	const written = house.logLines.join("");
	for (const [what, value] of Object.entries(secrets)) {
		for (const form of new Set([String(value), encodeURIComponent(String(value))]))
			assert.equal(written.includes(form), false, `${what} is in the log: ${lineWith(house, form)}`);
	}
	const logged = house.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === "request");
	const seen = new Set(logged.map(({ method, route }) => `${method} ${route}`));
	assert.deepEqual(
		routes.map(({ method, pattern }) => `${method} ${pattern}`).filter((route) => !seen.has(route)),
		[],
		"each route logged its requests",
	);
	assert.deepEqual(house.faults, []);
});

test("a request is logged with its route, status and duration", async () => {
	const house = await openCinemaHub();
	await house.app.inject("/v1/roots/7");
	const { time, ms, ...line } = JSON.parse(house.logLines.at(-1) ?? "");
	assert.deepEqual(line, {
		level: "info",
		program: "hub",
		event: "request",
		method: "GET",
		route: "/v1/roots/:version",
		status: 404,
	});
	assert.match(time, /^\d{4}-\d\d-\d\dT/);
	assert.ok(Number.isInteger(ms));
});

test("a store that throws is logged with where it threw", async () => {
	const house = await openCinemaHub();
	house.store.close();
	const answer = await requestAsOfficer(house, "GET", "/v1/venues");
	assert.equal(answer.status, 500);
	assert.equal(house.faults.length, 1);
	const { event, error, stack } = JSON.parse(house.faults[0] ?? "");
	assert.deepEqual([event, error], ["requestFailed", "TypeError"]);
	assert.match(stack, /venues\.ts/);
	assert.match(house.logLines.at(-1) ?? "", /"level":"warn".*"status":500/);
});

function lineWith(house: TestHub, text: string): string | undefined {
	return house.logLines.find((line) => line.includes(text));
}
