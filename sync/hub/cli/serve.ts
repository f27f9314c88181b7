import { existsSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { largestSkewMs } from "../../../core/provenTime.ts";
import type { Log } from "../../log.ts";
import { createPinoLog } from "../../pinoLog.ts";
import { openSignerConnection, type SignerConnection } from "../../signer/socketClient.ts";
import { closeDatabaseFiles } from "../../sqlite.ts";
import { systemRandom, systemSleptMs } from "../../system.ts";
import { type DataFolder, demonstrationMarkerPath, isInitialised, originsPath, readDataFolder } from "../dataFolder.ts";
import { createHub } from "../hub.ts";
import { newestRecordedMs, openHubClock, recordClockCorrection } from "../hubClock.ts";
import { chooseOrigin, Origin, writeOrigins } from "../origins.ts";
import { findPages } from "../service/builtPages.ts";
import { createRemoteSigner } from "../signing/remoteSigner.ts";
import { openStore } from "../store/sqlite/openStore.ts";
import type { Store } from "../store/store.ts";
import { clockOption, parseClock } from "./clock.ts";
import {
	type Command,
	CommandError,
	dataFolderOf,
	dataOption,
	type ParsedArguments,
	parseWholeNumber,
	requireResult,
	UsageError,
} from "./command.ts";
import { logFileOption, logLevelOption, openLogger } from "./logOptions.ts";
import { signerFolderOption, socketOption, socketPathFor } from "./signer.ts";
import { startSignerProcess } from "./signerProcess.ts";
import { onStopRequested } from "./stopSignals.ts";
import { formatTime } from "./table.ts";

export const serveCommand: Command = {
	name: "serve",
	operands: [],
	summary:
		"run the hub until it is stopped; start its signer first, or let --with-signer (the default of a demonstration) do it",
	options: [
		dataOption,
		{ name: "port", value: "N", says: "the port to listen at (default 8787; 0 takes a free one)" },
		{ name: "host", value: "HOST", says: "the address to listen at (default 127.0.0.1)" },
		{
			name: "origin",
			value: "URL",
			says: "the address at which kiosks reach the hub; kept for later starts (default http://HOST:PORT)",
		},
		{ name: "pages", value: "DIR", says: "the built pages (default out/renderer, built where they are missing)" },
		signerFolderOption,
		socketOption,
		{ name: "with-signer", value: "", says: "start a signer too, which ends with the hub (a demonstration does)" },
		{ name: "without-signer", value: "", says: "start none in a demonstration either" },
		clockOption,
		{
			name: "clock-corrected",
			value: "",
			says: "the clock was wrong and is right now: start although records are dated later",
		},
		logLevelOption,
		logFileOption,
	],
	example: "pailou serve --data .machine/hub --clock 2026-10-01T14:10:00+08:00",
	async run(given) {
		const data = dataFolderOf(given);
		if (!isInitialised(data))
			throw new CommandError(`There is no hub in ${data}. Make one with: pailou init --data ${data}`);
		const host = given.option("host") ?? "127.0.0.1";
		const port = await choosePort(given, host);
		const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
		const folder = readDataFolder(data);
		const isEphemeral = given.option("port") === "0";
		const { origin, former, keep } = chooseOrigin(folder.origins, parseOrigin(given), address, isEphemeral);
		const logger = await openLogger("hub", given);
		const log = createPinoLog(logger);
		const clock = openHubClock(parseClock(given), systemSleptMs, log);
		for (const file of closeDatabaseFiles(folder.databasePath)) log.warn("fileWasOpenToOthers", { file });
		const pages = await findPages(given.option("pages"), (line) => process.stderr.write(`${line}\n`));
		const child = isSignerStarted(given, data) ? await startSignerProcess(given, new Date(clock.nowMs()), log) : null;
		const connection = openSignerConnection(socketPathFor(given), clock);
		const closing: (() => unknown)[] = [() => connection.close(), () => child?.stop()];
		const stop = async () => {
			for (const close of closing) await close();
		};
		try {
			await checkSigner(connection, folder, given, log);
			const { roots, officerToken, linkKey, timestampKey } = folder;
			// Before the first enrolment code that carries it.
			if (JSON.stringify(keep) !== JSON.stringify(folder.origins)) writeOrigins(originsPath(data), keep);
			const store = openStore(folder.databasePath);
			closing.unshift(() => store.close());
			checkOwnClock(store, clock.nowMs(), given.flag("clock-corrected"), log);
			const hub = createHub({
				store,
				roots,
				signer: requireResult(createRemoteSigner(connection.ask, roots, timestampKey)),
				clock,
				random: systemRandom,
				origin,
				pages,
				officerToken,
				linkKey,
				formerOrigins: former,
				freeDiskBytes: () => freeBytesOf(data),
				logger,
			});
			closing.unshift(() => hub.close());
			await hub.listen({ port, host }).catch((error: unknown) => {
				const why = error instanceof Error ? error.message : String(error);
				throw new CommandError(`The hub cannot listen at ${address}: ${why}.`);
			});
		} catch (error) {
			await stop();
			throw error;
		}
		onStopRequested(() => void stop().then(() => log.info("hubStopped")));
		log.info("hubStarted", { port, origin, rootVersion: folder.roots.newest().root.version });
		const calls = origin === address ? "" : ` Kiosks reach it at ${origin}.`;
		const text = `The hub answers at ${address}; its clock says ${formatTime(clock.nowMs())} in Guangzhou.${calls}`;
		return { json: { address, origin, nowMs: clock.nowMs() }, text };
	},
};

/**
 * A hub whose clock is before its own records would sign documents that are dated before others it signed. The kiosks
 * that it told the time before do not follow it, and the others would be wrong.
 */
function checkOwnClock(store: Store, nowMs: number, isCorrected: boolean, log: Log): void {
	const newestMs = newestRecordedMs(store);
	if (newestMs === null || nowMs >= newestMs - largestSkewMs) return;
	if (isCorrected) {
		recordClockCorrection(store, nowMs);
		log.warn("clockCorrected", { nowMs, newestMs });
		return;
	}
	throw new CommandError(
		`The hub's clock says ${formatTime(nowMs)}, but the hub recorded something at ${formatTime(newestMs)}. Set the clock right. If it is right and was wrong before, start the hub once with --clock-corrected.`,
	);
}

function isSignerStarted(given: ParsedArguments, data: string): boolean {
	if (given.flag("without-signer")) return false;
	return given.flag("with-signer") || existsSync(demonstrationMarkerPath(data));
}

/** Checks that a signer answers and follows the hub's root. One that was not running when roots were published is sent them now. */
async function checkSigner(
	{ ask }: SignerConnection,
	{ roots }: DataFolder,
	given: ParsedArguments,
	log: Log,
): Promise<void> {
	const path = socketPathFor(given);
	const answer = await ask({ kind: "hello" });
	if (answer.kind === "unavailable") {
		const start = `pailou signer --data ${dataFolderOf(given)}`;
		throw new CommandError(
			`No signer answers at ${path}. Start it with: ${start}. Or let the hub start one: --with-signer`,
		);
	}
	if (answer.kind !== "hello") throw new CommandError(`What answers at ${path} is not a signer of this version.`);
	const newest = roots.newest();
	for (const { root, envelope } of roots.all().slice(answer.rootVersion)) {
		const adopted = await ask({ kind: "root", root: envelope });
		if (adopted.kind === "root") continue;
		const why = adopted.kind === "refused" ? adopted.message : "it does not answer.";
		throw new CommandError(`The signer does not take root ${root.version}: ${why}`);
	}
	const same = roots.find(answer.rootVersion);
	if (same?.digest === answer.rootDigest) return;
	if (answer.rootVersion === newest.root.version + 1) {
		log.warn("signerRootNewer", { rootVersion: answer.rootVersion, remedy: "pailou keys publish" });
		return;
	}
	throw new CommandError(`The signer at ${path} follows another root than this hub. Is it the signer of another hub?`);
}

function parseOrigin(given: ParsedArguments): string | null {
	const origin = given.option("origin");
	if (origin === null) return null;
	const trimmed = Origin.safeParse(origin.replace(/\/+$/, ""));
	if (trimmed.success) return trimmed.data;
	throw new UsageError(`An origin begins with http:// or https://, unlike “${origin}”.`);
}

function freeBytesOf(folder: string): number {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}

/** Every login signs the origin, so the port must be known before the hub is created. */
async function choosePort(given: ParsedArguments, host: string): Promise<number> {
	const port = parseWholeNumber(given.option("port") ?? "8787", "A port");
	if (port > 65_535) throw new UsageError(`A port is at most 65535, not ${port}.`);
	return port === 0 ? findFreePort(host) : port;
}

function findFreePort(host: string): Promise<number> {
	const probe = createServer();
	return new Promise((resolve, reject) => {
		probe.once("error", reject);
		probe.listen(0, host, () => {
			const bound = probe.address();
			probe.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : 0));
		});
	});
}
