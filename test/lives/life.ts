import type { CallName } from "../../core/contract/contract.ts";
import { defaultSettings } from "../../core/contract/settings.ts";
import type { Day } from "../../core/identity.ts";
import { emptyJournalHead, hashLine, signLine } from "../../core/journal/journal.ts";
import { type Device, openDevice } from "../../main/device.ts";
import type { Kiosk } from "../../main/kiosk.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { openDatabase, StoreError, toStoreError } from "../../main/store/database.ts";
import { readSettings, writeSettings } from "../../main/store/settings.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Log } from "../../sync/log.ts";
import { allocationKey, keyPair, venue } from "../core/venueDay.ts";
import { createSeededRandom } from "../fuzz/mutator.ts";
import { enrolDatabase, kioskId } from "../main/offlineKiosk.ts";
import { type Memory, makeCall, voidInNewShift } from "./acts.ts";
import { type DiskFault, openFaultyDisk } from "./faultyDatabase.ts";
import { createLifeClock } from "./lifeClock.ts";
import { editions, lifeStartsAtMs } from "./lists.ts";
import { createModel } from "./model.ts";

export type LifeResult = {
	readonly seed: number;
	readonly steps: number;
	readonly restarts: number;
	/** Lines that the life's disk damaged, or a newer version wrote, and the kiosk went on over. */
	readonly unreadable: number;
	/** What went wrong, with the step; empty for a sound life. */
	readonly violations: readonly string[];
};

/** Cheap to guess: no life is about how long a guess takes. */
const pinCost = { N: 2, r: 1, p: 1, maxmem: 1 << 20 } as const;
const minuteMs = 60_000;

/** One kiosk from its enrolment on, before random calls, clocks, lists, faults of the disk and ends of the app. */
export async function runLife(seed: number): Promise<LifeResult> {
	const random = createSeededRandom(seed * 7919 + 1);
	for (let i = 0; i < 8; i++) random.below(2);
	const real = openDatabase(":memory:", null);
	enrolDatabase(real);
	writeSettings(real, defaultSettings);
	const disk = openFaultyDisk(real);
	const clock = createLifeClock(lifeStartsAtMs);
	const memory: Memory = { offers: [], lines: [], next: [] };
	const model = createModel(real);
	const violations: string[] = [];
	let step = 0;
	let act = "start";
	let restarts = 0;
	let edition = -1;
	/** A fault of the disk is reported as a fault; so what is reported is a violation only without one. */
	let hadFault = false;

	const fail = (what: string) => void violations.push(`step ${step} (${act}): ${what}`);
	/** Of one run of the app. What an ended one still reports is nobody's. */
	function createLog(run: number): Log {
		return {
			info: () => {},
			warn: () => {},
			error(event, details) {
				// Only the disk's own faults have these codes, and a loop may report one after the step it came in.
				const isOfDisk = /^SQLITE_(FULL|IOERR)/.test(String(details?.code));
				if (!hadFault && !isOfDisk && run === restarts) fail(`${event} ${JSON.stringify(details)}`);
			},
		};
	}

	function open(): Device {
		return openDevice({
			database: disk.openForRun(),
			clock,
			sleptMs: clock.sleptMs,
			keyring: null,
			allowsPlainKeys: true,
			pinCost,
			linesASnapshot: 5,
			fetch: () => Promise.reject(new TypeError("fetch failed: no network")),
			hubTimeoutMs: 1000,
			random: random.bytes,
			app: "test",
			onChange: () => {},
			peripherals: noPeripherals,
			log: createLog(restarts),
			readRecentLog: () => "",
		});
	}

	let device = open();
	const kiosk = (): Kiosk => device.kiosk() as Kiosk;

	/** The app ends without a word, as in a power cut, and starts again: also on a disk that fails, where it says so. */
	function restart(): void {
		restarts++;
		clock.restart();
		clock.advance(1 + random.below(60_000));
		for (;;) {
			try {
				device = open();
				return;
			} catch (error) {
				const named = toStoreError(error, "the disk");
				if (!disk.isFaulty() || !(named instanceof StoreError)) throw error;
				disk.fail("none", 0);
			}
		}
	}

	async function call(name: CallName, input: unknown): Promise<void> {
		act = `${name} ${JSON.stringify(input)?.slice(0, 120)}`;
		const answer: unknown = await (device.call as (name: string, input: unknown) => unknown)(name, input);
		if (typeof answer !== "object" || answer === null || !("kind" in answer)) return;
		if (answer.kind === "failure" && "why" in answer && answer.why === "internal" && !hadFault) fail("failed inside");
		if ("offer" in answer && typeof answer.offer === "string") memory.offers.push(answer.offer);
		if ("override" in answer && answer.override !== null)
			memory.offers.push((answer.override as { offer: string }).offer);
		if ("line" in answer && typeof answer.line === "number") {
			memory.lines.push(answer.line);
			if (answer.kind === "admitted" && random.below(5) === 0) memory.next.push(...voidInNewShift(answer.line));
		}
		if ("vouchers" in answer) for (const { offer } of answer.vouchers as { offer: string }[]) memory.offers.push(offer);
	}

	function takeList(): void {
		const next = editions[edition + 1];
		if (next === undefined) return;
		kiosk().allocations.save(next.state, { allocation: next.allocation, key: allocationKey });
		if (kiosk().allocations.trustState() === next.state) edition++;
	}

	/** While the app is not running, the disk changes one character of a line. */
	function damageLine(): void {
		const count = real.prepare("SELECT COUNT(*) FROM journal").pluck().get() as number;
		if (count === 0) return;
		const seq = 1 + random.below(count);
		const text = real.prepare("SELECT line FROM journal WHERE seq = @seq").pluck().get({ seq }) as string;
		const at = random.below(text.indexOf("\t"));
		const changed = `${text.slice(0, at)}~${text.slice(at + 1)}`;
		real.exec("DROP TRIGGER journal_is_never_changed");
		real.prepare("UPDATE journal SET line = @changed WHERE seq = @seq").run({ changed, seq });
		real.exec(
			"CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'never'); END",
		);
		model.forget();
		restart();
	}

	/** A newer version ran on this disk and wrote a line that this one does not know. */
	function writeNewerLine(): void {
		const last = real.prepare("SELECT seq, day, line FROM journal ORDER BY seq DESC LIMIT 1").get() as
			| { seq: number; day: Day | null; line: string }
			| undefined;
		if (last === undefined) return;
		const row = random.below(2) === 0 ? null : editions[0]?.allocation.buckets[0]?.slice(0, 16);
		const json = JSON.stringify({
			...{ v: 2, alg: "Ed25519", venue, day: last.day, kiosk: kioskId, incarnation: 1, seq: last.seq + 1 },
			...{ prev: last.seq === 0 ? emptyJournalHead.digest : hashLine(last.line, crypto), kind: "teleported" },
			row: row == null ? null : Buffer.from(row).toString("hex"),
		});
		const line = signLine(json, keyPair("device").sign);
		const insert = real.prepare("INSERT INTO journal (incarnation, seq, day, line) VALUES (1, @seq, @day, @line)");
		insert.run({ seq: last.seq + 1, day: last.day, line });
		model.forget();
		restart();
	}

	async function live(): Promise<void> {
		const chance = random.below(100);
		act = "time";
		if (chance < 72) {
			const { name, input } = makeCall(random, memory);
			await call(name, input);
		} else if (chance < 78) clock.advance(random.below(20_000));
		else if (chance < 81) clock.advance(random.below(90 * minuteMs));
		else if (chance < 82) clock.advance(random.below(16 * 60 * minuteMs));
		else if (chance < 84) clock.jump((random.below(4) - 2) * random.below(30 * 60 * minuteMs));
		else if (chance < 85) clock.sleep(random.below(3 * 60 * minuteMs));
		else if (chance < 86) device.onWake();
		else if (chance < 89) {
			act = "list";
			takeList();
		} else if (chance < 93) {
			act = "fault";
			const kinds: readonly DiskFault[] = ["full", "writes", "readsAndWrites", "readsAndWrites"];
			disk.fail(kinds[random.below(kinds.length)] ?? "full", random.below(6));
			hadFault = true;
		} else if (chance < 95) {
			act = "restart";
			restart();
		} else if (chance < 96) {
			act = "damage";
			damageLine();
		} else if (chance < 97) {
			act = "newer version";
			writeNewerLine();
		}
	}

	function check(isThorough: boolean): void {
		for (const what of model.readNew()) fail(what);
		if (disk.isFaulty()) return;
		const state = kiosk().state();
		for (const what of model.compare(kiosk(), isThorough)) fail(what);
		if (JSON.stringify(state.settings) !== JSON.stringify(readSettings(real))) fail("settings differ from the disk");
	}

	/** What a start is for: the kiosk answers a scan, and knows what the disk holds. */
	async function checkRestart(): Promise<void> {
		act = "last restart";
		disk.fail("none", 0);
		hadFault = false;
		restart();
		if (kiosk().state().kind !== "ready") fail("the kiosk is not ready after a restart");
		await call("scan", { text: "rubbish", source: "camera" });
		check(true);
	}

	takeList();
	// Half of the kiosks have a supervisor from the start.
	if (random.below(2) === 0) await call("setSupervisor", { staff: "1001", pin: "271828", by: null });
	const steps = 12 + random.below(20);
	try {
		for (step = 1; step <= steps; step++) {
			if (disk.isFaulty() && random.below(3) === 0) disk.fail("none", 0);
			hadFault = disk.isFaulty();
			await live();
			check(false);
		}
		await checkRestart();
	} catch (error) {
		fail(`threw ${error instanceof Error ? error.stack : String(error)}`);
	} finally {
		clock.restart();
		real.close();
	}
	return { seed, steps, restarts, unreadable: model.unreadable(), violations };
}
