import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { decodeText, fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { Checkpoint, PushAnswer } from "../../../core/protocol/protocol.ts";
import { openRotatingCinema } from "../drivers/testPhone.ts";
import { type Route, routesOf } from "./routes.ts";
import {
	enrolKiosk,
	fetchPass,
	officerToken,
	openTestHub,
	passSecretOf,
	requestAsOfficer,
	type TestHub,
} from "./testHub.ts";
import { day } from "./testKiosk.ts";

/** What anyone may read. A route that is not here must refuse whoever has none of the secrets below. */
const publicRoutes: readonly string[] = [
	"GET /v1/health",
	"GET /v1/root",
	"GET /v1/roots/:version",
	"GET /pass/",
	"GET /pass/worker.js",
	"GET /assets/:name",
	// 32 random bytes for a kiosk to sign.
	"POST /v1/kiosks/:kiosk/challenges",
];

type World = {
	readonly house: TestHub;
	/** What leaves the hub or a kiosk in clear: in codes, lists, logs, rosters, addresses, files and answers. */
	readonly clear: Readonly<Record<string, string>>;
	/** What opens one thing, and must open nothing else. */
	readonly keys: Readonly<Record<string, string>>;
	/** What only an answer to the right secret may contain. */
	readonly protectedTexts: readonly string[];
	readonly kiosks: readonly [string, string];
};

async function openWorld(): Promise<World> {
	const house = await openRotatingCinema();
	const told = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: "3 号窗口" });
	const { code: openCode } = z.object({ code: z.string() }).parse(told.body);
	const open = readEnrolmentCode(openCode) ?? assert.fail(openCode);
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const used = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: "2 号窗口" });
	const usedCode = z.object({ code: z.string() }).parse(used.body).code;
	const other = await enrolKiosk(house, 1, "2 号窗口", usedCode);
	await kiosk.giveDayKey();
	const issued = house.store.vouchers.findByBooking("A-1") ?? assert.fail();
	kiosk.redeem(issued.row, 1);
	const pushed = PushAnswer.parse((await kiosk.push()).json());
	const payload = JSON.parse(decodeText(fromBase64(pushed.checkpoint.payload) ?? assert.fail()));
	const { nonce, head } = Checkpoint.parse(payload);
	const challenge = await other.challenge();
	const pass = await fetchPass(house, "A-1");
	const allocation = house.store.allocations.findLatest(1, day) ?? assert.fail();
	const roster = house.store.kiosks.find(kiosk.enrolment.kiosk) ?? assert.fail();
	const keys = { otherToken: other.token, passSecret: await passSecretOf(house, "A-1") };
	return {
		house,
		kiosks: [kiosk.enrolment.kiosk, other.enrolment.kiosk],
		keys,
		clear: {
			voucher: issued.voucher,
			booking: issued.booking,
			row: issued.row,
			number: issued.number,
			card: issued.card ?? assert.fail(),
			code: pass.code ?? assert.fail(),
			kiosk: kiosk.enrolment.kiosk,
			otherKiosk: other.enrolment.kiosk,
			publicKey: roster.publicKey,
			label: roster.label,
			ticket: open.ticket,
			rootPin: open.rootPin,
			usedCode,
			usedSecret: readEnrolmentCode(usedCode)?.secret ?? assert.fail(),
			nonce,
			head,
			challenge,
			listDigest: allocation.digest,
			line: kiosk.lines[0] ?? assert.fail(),
			day,
			venue: "1",
			empty: "",
		},
		protectedTexts: [
			pass.code ?? assert.fail(),
			pass.rotation ?? assert.fail(),
			issued.number,
			officerToken,
			kiosk.token,
			toHex(house.store.daySecrets.findOrAdd(1, day, () => assert.fail("it was made before"))),
		],
	};
}

const queryNames = [
	"token",
	"access_token",
	"key",
	"secret",
	"voucher",
	"booking",
	"number",
	"card",
	"kiosk",
	"of",
	"from",
];

/** One value in each place of a request: each parameter of the path, the bearer token, cookies, the query, and the body. */
function* requestsWith({ method, pattern }: Route, value: string, { kiosks: [kiosk] }: World) {
	const known = new Map(Object.entries({ kiosk, day, version: "1", alarm: "1", name: "pass.js" }));
	const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
	const fill = (replaced: string | null) =>
		pattern.replace(/:(\w+)/g, (_, name: string) =>
			name === replaced || !known.has(name) ? encodeURIComponent(value) : (known.get(name) ?? ""),
		);
	const bodies = method === "POST" ? [{}, bodyOf(value)] : [undefined];
	const query = new URLSearchParams(queryNames.map((name) => [name, value]));
	for (const payload of bodies) {
		for (const path of new Set([null, ...names].map(fill))) {
			const base = { method: methodOf(method), ...(payload !== undefined && { payload }) };
			const header = /^[!-~]{1,200}$/.test(value) ? value : encodeURIComponent(value).slice(0, 200);
			yield { ...base, url: path, headers: { authorization: `Bearer ${header}` } };
			yield {
				...base,
				url: `${path}?${query}`,
				headers: { authorization: `Basic ${header}`, cookie: `token=${header}`, "x-token": header },
			};
		}
	}
}

function methodOf(method: string): "GET" | "HEAD" | "POST" {
	if (method === "GET" || method === "HEAD" || method === "POST") return method;
	throw new Error(`the hub has a route of method ${method}, which is not tried here`);
}

/** The fields that the hub's requests have, all with this value. */
function bodyOf(value: string): object {
	const names = ["ticket", "secret", "publicKey", "possession", "challenge", "signature", "booking", "label", "why"];
	return Object.fromEntries(names.map((name) => [name, value]));
}

const isPublic = ({ method, pattern }: Route) =>
	publicRoutes.includes(`${method === "HEAD" ? "GET" : method} ${pattern}`);

test("nothing that is read in a code, a list, a log, a roster or an address opens a route that is not declared public (T6)", async () => {
	const world = await openWorld();
	const { house, clear, protectedTexts } = world;
	const routes = routesOf(house);
	const declared = publicRoutes.filter((name) => !routes.some((route) => `${route.method} ${route.pattern}` === name));
	assert.deepEqual(declared, [], "each declared route is there");
	assert.ok(routes.length > 40, `${routes.length} routes`);
	for (const [what, value] of Object.entries(clear)) {
		for (const route of routes) {
			for (const request of requestsWith(route, value, world)) {
				const answer = await house.app.inject(request);
				const at = `${what} at ${request.method} ${request.url} ${JSON.stringify(request.headers)}`;
				if (!isPublic(route)) assert.ok(answer.statusCode >= 400, `${at} is answered ${answer.statusCode}`);
				for (const text of protectedTexts) {
					if (text !== value) assert.ok(!answer.body.includes(text), `${at} contains a secret`);
				}
			}
		}
	}
	assert.deepEqual(house.faults, []);
});

test("a pass's secret opens that pass only, and a kiosk's token that kiosk only (T6)", async () => {
	const world = await openWorld();
	const { house, keys, kiosks } = world;
	for (const [what, value] of Object.entries(keys)) {
		const opened = new Set<string>();
		for (const route of routesOf(house)) {
			for (const request of requestsWith(route, value, world)) {
				const answer = await house.app.inject(request);
				if (answer.statusCode >= 400 || isPublic(route)) continue;
				opened.add(`${request.method} ${route.pattern}`);
				assert.equal(request.headers.authorization, `Bearer ${value}`, `${what} at ${request.url}`);
			}
		}
		// The path names the first kiosk, whose token this is not.
		assert.deepEqual([...opened].sort(), what === "passSecret" ? ["GET /v1/passes", "HEAD /v1/passes"] : []);
	}
	const own = await house.app.inject({
		url: `/v1/kiosks/${kiosks[1]}/timestamp`,
		headers: { authorization: `Bearer ${keys.otherToken}` },
	});
	assert.equal(own.statusCode, 200);
});

test("an enrolment code that was used enrols no other device (T6)", async () => {
	const house = await openRotatingCinema();
	const told = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue: 1, label: "3 号窗口" });
	const { code } = z.object({ code: z.string() }).parse(told.body);
	const first = await enrolKiosk(house, 1, "1 号窗口", code);
	assert.equal(first.enrolment.label, "3 号窗口");
	await assert.rejects(enrolKiosk(house, 1, "1 号窗口", code), /codeUsed/);
});

test("an empty or missing bearer token is nobody's (T8)", async () => {
	const house = await openRotatingCinema();
	const guarded = routesOf(house).filter((route) => !isPublic(route) && route.pattern !== "/v1/enrolments");
	for (const { method, pattern } of guarded.filter(({ pattern }) => !pattern.endsWith("/tokens"))) {
		const url = pattern.replace(/:kiosk/, "k000000000000").replace(/:\w+/g, "1");
		for (const authorization of [undefined, "", "Bearer", "Bearer ", "Bearer  ", "Bearer \t"]) {
			const headers = authorization === undefined ? {} : { authorization };
			const answer = await house.app.inject({ method: methodOf(method), url, headers });
			assert.ok([401, 404].includes(answer.statusCode), `${method} ${url}: ${answer.statusCode}`);
		}
	}
});

test("a hub is not made with an officer's token that can be guessed (T8)", () => {
	for (const token of ["", "short", "x".repeat(31)]) {
		assert.throws(
			() => openTestHub({ officerToken: token }),
			/officer's token is \d+ characters long, and must be 32 or more/,
		);
	}
});
