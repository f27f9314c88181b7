import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
	createServer as createPlainServer,
	type IncomingMessage,
	request,
	type Server,
	type ServerResponse,
} from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { createAuthority } from "../drivers/certificate.ts";
import { CounterScreen } from "../drivers/counterScreen.ts";
import { openOfficer } from "../drivers/officer.ts";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";
import { type RunningHub, startHub } from "../drivers/runningHub.ts";
import { SetupScreen } from "../drivers/setupScreen.ts";
import { setFirstSupervisor, supervisor } from "../drivers/supervisor.ts";
import { startProxy, type TestProxy } from "../drivers/testProxy.ts";
import { enrolByTyping } from "../drivers/testVenue.ts";

/** What is promised: the right words, and work again, each within five seconds. */
const promisedMs = 5000;
/** A name that only the proxy knows. */
const origin = "http://hub.pailou.test";
const authority = createAuthority("The union's own CA");
const stranger = createAuthority("A stranger");

let folder: string;
let hub: RunningHub;
let proxy: TestProxy;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-network-"));
	hub = await startHub(join(folder, "hub"), demonstrationStartsAt, origin);
	proxy = await startProxy(() => Number(new URL(hub.address).port));
	kiosk = await startApp({
		data: join(folder, "kiosk"),
		camera: null,
		clock: demonstrationStartsAt,
		system: { http_proxy: proxy.url, https_proxy: proxy.url, XDG_CURRENT_DESKTOP: "" },
	});
});
after(async () => {
	await kiosk.close();
	await hub.stop();
	await proxy.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function waitForTrouble(trouble: string, words: RegExp): Promise<void> {
	const net = kiosk.page.locator(`[data-net="none"][data-net-trouble="${trouble}"]`).first();
	await net.waitFor({ timeout: promisedMs });
	assert.match(await net.innerText(), words);
}

async function waitForHub(): Promise<void> {
	await kiosk.page.locator('[data-net="hub"]').first().waitFor({ timeout: promisedMs });
}

test("on a network with only a proxy, the kiosk reaches its hub by the system's proxy (D6)", async () => {
	await enrolByTyping(kiosk.page, await openOfficer(hub).enrolmentCode(kioskVenue, "1 号窗口"));
	await setFirstSupervisor(kiosk.page);
	await new CounterScreen(kiosk).ready();
	await waitForHub();
	assert.ok(proxy.count() > 3);
});

test("a hub that stops, and a proxy that is gone, are said so within five seconds, and so is their return (D6)", async () => {
	await proxy.stop();
	await waitForTrouble("proxyUnreachable", /代理/);
	await proxy.startAgain();
	await waitForHub();
	await hub.stop();
	await kiosk.page.locator('[data-net="none"]').first().waitFor({ timeout: promisedMs });
	await hub.startAgain();
	await waitForHub();
});

test("a proxy that asks for a password is said so within five seconds, and the kiosk goes on when it no longer does (D6)", async () => {
	proxy.mood = "password";
	await waitForTrouble("proxyPassword", /密码/);
	proxy.mood = "open";
	await waitForHub();
});

test("a network that redirects, or shows its log-in page, is said so, and nothing is taken from there (D6)", async (t) => {
	const port = new URL(hub.address).port;
	for (const [answer, trouble, words] of [
		[{ status: 302, headers: { location: "https://login.invalid/" } }, "redirected", /转到了别处/],
		[{ status: 200, headers: { "content-type": "text/html; charset=utf-8" } }, "webPage", /网页/],
	] as const) {
		await hub.stop();
		const portal = createPlainServer((_, response) => {
			response.writeHead(answer.status, answer.headers);
			response.end("<html>Welcome to the airport</html>");
		});
		t.after(() => close(portal));
		await listen(portal, Number(port));
		await waitForTrouble(trouble, words);
		await close(portal);
		await hub.startAgain();
		await waitForHub();
	}
});

test("a supervisor gives the kiosk a new address of its hub, which is checked first; its certificate's faults have their words (D6)", async (t) => {
	await trustAuthority();
	const server = createTlsServer(authority.issue("new.pailou.test"));
	t.after(() => close(server));
	await listen(server, 0);
	const { port } = server.address() as AddressInfo;
	server.on("request", forward);
	const toTls = await startProxy(() => port);
	t.after(toTls.stop);
	const next = "https://new.pailou.test";
	await setProxy(toTls.url);

	const setup = new SetupScreen(kiosk.page);
	await setup.open(supervisor.pin);
	await setup.show("hub");
	await setup.type("#hub-address", "https://strange.pailou.test");
	await kiosk.page.locator(".setup-try .setup-main").click();
	await kiosk.page.locator(".setup-bad", { hasText: /另一个网址/ }).waitFor();
	await setup.type("#hub-address", next);
	await kiosk.page.locator(".setup-try .setup-main").click();
	await kiosk.page.locator(".setup-good").waitFor();
	await kiosk.page.locator("[data-hub]", { hasText: next }).waitFor();
	await hub.stop();
	await hub.startAgain(next);
	await setup.close();
	await waitForHub();

	for (const [certificate, trouble, words] of [
		[stranger.issue("new.pailou.test"), "certificateUntrusted", /不受本机信任/],
		[authority.issue("new.pailou.test", true), "certificateExpired", /过期/],
		[authority.issue("other.pailou.test"), "certificateName", /另一个网址/],
	] as const) {
		server.setSecureContext(certificate);
		server.closeAllConnections();
		await waitForTrouble(trouble, words);
		server.setSecureContext(authority.issue("new.pailou.test"));
		server.closeAllConnections();
		await waitForHub();
	}

	toTls.mood = "password";
	await waitForTrouble("proxyPassword", /密码/);
	toTls.mood = "forbidden";
	await waitForTrouble("proxyRefused", /代理不让/);
	toTls.mood = "open";
	await waitForHub();
});

/** Passes a request on to the hub. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
	const { method, headers, url } = incoming;
	const { port } = new URL(hub.address);
	const onward = request({ host: "127.0.0.1", port, path: url, method, headers }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	onward.on("error", () => outgoing.destroy());
	incoming.pipe(onward);
}

/** The machine trusts the union's CA: what it says of a certificate is asked of Node, which is given that CA alone. */
async function trustAuthority(): Promise<void> {
	await kiosk.app.evaluate(({ session }, ca) => {
		const { X509Certificate } = process.getBuiltinModule("node:crypto");
		const trusted = new X509Certificate(ca);
		const [good, name, date, untrusted] = [0, -200, -201, -202];
		session.fromPartition("hub").setCertificateVerifyProc(({ hostname, certificate }, decide) => {
			const shown = new X509Certificate(certificate.data);
			if (!shown.checkIssued(trusted) || !shown.verify(trusted.publicKey)) return decide(untrusted);
			if (new Date(shown.validTo).getTime() < Date.now()) return decide(date);
			decide(shown.checkHost(hostname) === undefined ? name : good);
		});
	}, authority.cert);
}

/** The network's administrator moves the proxy. */
async function setProxy(url: string): Promise<void> {
	await kiosk.app.evaluate(async ({ session }, proxyRules) => {
		await session.fromPartition("hub").setProxy({ proxyRules });
	}, url);
}

async function listen(server: Server | TlsServer, port: number): Promise<void> {
	server.listen(port, "127.0.0.1");
	await once(server, "listening");
}

async function close(server: Server | TlsServer): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeAllConnections();
	await closed;
}
