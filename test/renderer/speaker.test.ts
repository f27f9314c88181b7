import assert from "node:assert/strict";
import { test } from "node:test";
import { createSpeaker, startTimeoutMs, tuneDelayMs, type VoiceEvents } from "../../renderer/ui/speaker.ts";
import { manualPageClock, settled } from "./manualPageClock.ts";

const greeting = { text: "请入场。", clips: ["admitted"] } as const;
const thanks = { text: "谢谢您。", clips: ["thanks"] } as const;
const mandarin = { lang: "zh-CN", localService: true };

/** `log` is what the system was asked to do, in order. */
function openRig(voices: readonly (typeof mandarin)[]) {
	const clock = manualPageClock();
	const log: string[] = [];
	const events: VoiceEvents[] = [];
	const speaker = createSpeaker<typeof mandarin, string>({
		voices: () => voices,
		speak(text, voice, volume, listeners) {
			log.push(`speak ${text} ${voice.lang} ${volume}`);
			events.push(listeners);
		},
		cancel: () => void log.push("cancel"),
		load: (clips, language) => Promise.resolve(`${language} ${clips.join(" ")}`),
		play(recordings) {
			log.push(`play ${recordings}`);
			return () => void log.push(`stop ${recordings}`);
		},
		after: clock.after,
	});
	return { ...speaker, clock, log, events };
}

test("a system voice speaks after the verdict's sound, and no recording is played", async () => {
	const { speak, clock, log, events } = openRig([mandarin]);
	speak(greeting, "zh-CN", 70);
	await clock.move(tuneDelayMs - 1);
	assert.deepEqual(log, []);
	await clock.move(1);
	events[0]?.onStart();
	await clock.move(10 * startTimeoutMs);
	assert.deepEqual(log, ["speak 请入场。 zh-CN 70"]);
});

test("without a voice of the language the recordings are played", async () => {
	const { speak, clock, log } = openRig([mandarin]);
	speak(greeting, "en", 70);
	await clock.move(tuneDelayMs);
	assert.deepEqual(log, ["play en admitted"]);
});

test("a voice that never starts, or fails, is replaced by the recordings, once", async () => {
	const mute = openRig([mandarin]);
	mute.speak(greeting, "zh-CN", 70);
	await mute.clock.move(tuneDelayMs + startTimeoutMs);
	assert.deepEqual(mute.log.slice(1), ["cancel", "play zh-CN admitted"]);
	const failing = openRig([mandarin]);
	failing.speak(greeting, "zh-CN", 70);
	await failing.clock.move(tuneDelayMs);
	failing.events[0]?.onError();
	await failing.clock.move(10 * startTimeoutMs);
	assert.deepEqual(failing.log.slice(1), ["cancel", "play zh-CN admitted"]);
});

test("the next utterance stops the one before, whether it is spoken or played", async () => {
	const spoken = openRig([mandarin]);
	spoken.speak(greeting, "zh-CN", 70);
	await spoken.clock.move(tuneDelayMs);
	spoken.speak(thanks, "zh-CN", 70);
	assert.deepEqual(spoken.log.slice(1), ["cancel"]);
	const played = openRig([]);
	played.speak(greeting, "zh-CN", 70);
	await played.clock.move(tuneDelayMs);
	played.speak(thanks, "zh-CN", 70);
	assert.deepEqual(played.log, ["play zh-CN admitted", "stop zh-CN admitted"]);
});

test("the error that a cancelled utterance reports late does not silence the next one", async () => {
	const { speak, clock, log, events } = openRig([mandarin]);
	speak(greeting, "zh-CN", 70);
	await clock.move(tuneDelayMs);
	speak(thanks, "zh-CN", 70);
	events[0]?.onError();
	await clock.move(tuneDelayMs);
	assert.deepEqual(log.slice(1), ["cancel", "speak 谢谢您。 zh-CN 70"]);
});

test("recordings that are loaded only after the stop are not played", async () => {
	const { speak, stop, clock, log } = openRig([]);
	speak(greeting, "zh-CN", 70);
	clock.stall(tuneDelayMs);
	const moved = clock.move(0);
	stop();
	await moved;
	await settled();
	assert.deepEqual(log, []);
});

test("at volume 0 nothing is spoken, and what was spoken stops", async () => {
	const { speak, clock, log } = openRig([mandarin]);
	speak(greeting, "zh-CN", 70);
	await clock.move(tuneDelayMs);
	speak(thanks, "zh-CN", 0);
	await clock.move(10 * startTimeoutMs);
	assert.deepEqual(log, ["speak 请入场。 zh-CN 70", "cancel"]);
});
