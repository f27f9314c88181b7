export type SoundName = "admitted" | "overridden" | "offered" | "refused" | "trouble" | "called";

type Note = { readonly hz: number; readonly atS: number; readonly forS: number };

/** Short sounds that are easily distinguished: rising for admitted, one soft note for an offer, falling for refused. */
const tunes: Readonly<Record<SoundName, { readonly wave: OscillatorType; readonly notes: readonly Note[] }>> = {
	admitted: {
		wave: "triangle",
		notes: [
			{ hz: 659.3, atS: 0, forS: 0.16 },
			{ hz: 880, atS: 0.1, forS: 0.34 },
		],
	},
	/** Rises as for any admission; a third, lower note marks the override. */
	overridden: {
		wave: "triangle",
		notes: [
			{ hz: 659.3, atS: 0, forS: 0.16 },
			{ hz: 880, atS: 0.1, forS: 0.2 },
			{ hz: 587.3, atS: 0.24, forS: 0.34 },
		],
	},
	offered: { wave: "sine", notes: [{ hz: 587.3, atS: 0, forS: 0.22 }] },
	refused: {
		wave: "triangle",
		notes: [
			{ hz: 311.1, atS: 0, forS: 0.2 },
			{ hz: 220, atS: 0.16, forS: 0.4 },
		],
	},
	trouble: {
		wave: "triangle",
		notes: [
			{ hz: 392, atS: 0, forS: 0.1 },
			{ hz: 392, atS: 0.16, forS: 0.1 },
			{ hz: 392, atS: 0.32, forS: 0.16 },
		],
	},
	/** A soft bell that is heard across a room. */
	called: {
		wave: "sine",
		notes: [
			{ hz: 784, atS: 0, forS: 0.7 },
			{ hz: 659.3, atS: 0.28, forS: 0.9 },
		],
	},
};

/** The gain of a note at full volume. */
const peakGain = 0.5;

export type AudioOutput = { readonly audio: AudioContext; readonly gain: GainNode };
let output: AudioOutput | null = null;
let gain = gainOf(70);

/** All sound goes through one gain node, so that one volume controls it. */
export function openOutput(): AudioOutput {
	if (output === null) {
		const audio = new AudioContext({ latencyHint: "interactive" });
		output = { audio, gain: new GainNode(audio, { gain }) };
		output.gain.connect(audio.destination);
	}
	if (output.audio.state !== "running") output.audio.resume().catch(() => undefined);
	return output;
}

/** The volume of set-up, in percent; 0 is silence. */
export function setVolume(percent: number): void {
	gain = gainOf(percent);
	output?.gain.gain.setValueAtTime(gain, output.audio.currentTime);
}

/**
 * Without a sound device, or before the first touch where the browser requires one, nothing is heard and nothing fails.
 */
export function playSound(sounding: SoundName): void {
	if (gain === 0) return;
	const { wave, notes } = tunes[sounding];
	for (const note of notes) playNote(openOutput(), wave, note);
}

/** Perceived loudness grows about with the square root of the amplitude. */
function gainOf(percent: number): number {
	return (percent / 100) ** 2;
}

function playNote({ audio, gain: out }: AudioOutput, wave: OscillatorType, { hz, atS, forS }: Note): void {
	const from = audio.currentTime + atS;
	const oscillator = new OscillatorNode(audio, { type: wave, frequency: hz });
	const envelope = new GainNode(audio, { gain: 0 });
	envelope.gain.setValueAtTime(0, from);
	envelope.gain.linearRampToValueAtTime(peakGain, from + 0.012);
	envelope.gain.exponentialRampToValueAtTime(0.0001, from + forS);
	oscillator.connect(envelope).connect(out);
	oscillator.start(from);
	oscillator.stop(from + forS);
}
