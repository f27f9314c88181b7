export type SoundName = "admitted" | "overridden" | "offered" | "refused" | "trouble" | "called";

type Note = { readonly hz: number; readonly atS: number; readonly forS: number };

/** Short, and told apart with eyes shut: up for in, one soft note for a question, down for no. */
const tunes: Readonly<Record<SoundName, { readonly wave: OscillatorType; readonly notes: readonly Note[] }>> = {
	admitted: {
		wave: "triangle",
		notes: [
			{ hz: 659.3, atS: 0, forS: 0.16 },
			{ hz: 880, atS: 0.1, forS: 0.34 },
		],
	},
	/** Up as for anybody let in, and a third note that says: not as anybody. */
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
	/** A bell at a desk, heard across a hall and hurrying nobody. */
	called: {
		wave: "sine",
		notes: [
			{ hz: 784, atS: 0, forS: 0.7 },
			{ hz: 659.3, atS: 0.28, forS: 0.9 },
		],
	},
};

/** Of a note at full volume. */
const peakGain = 0.5;

export type AudioOutput = { readonly audio: AudioContext; readonly gain: GainNode };
let output: AudioOutput | null = null;
let gain = gainOf(70);

/** Everything that sounds goes through one gain, so that one volume is all. */
export function openOutput(): AudioOutput {
	if (output === null) {
		const audio = new AudioContext({ latencyHint: "interactive" });
		output = { audio, gain: new GainNode(audio, { gain }) };
		output.gain.connect(audio.destination);
	}
	if (output.audio.state !== "running") output.audio.resume().catch(() => undefined);
	return output;
}

/** As the kiosk is set up, in percent; 0 is silence. */
export function setVolume(percent: number): void {
	gain = gainOf(percent);
	output?.gain.gain.setValueAtTime(gain, output.audio.currentTime);
}

/** A device without sound, or a browser that wants a touch first, shows its verdicts all the same. */
export function playSound(sounding: SoundName): void {
	if (gain === 0) return;
	const { wave, notes } = tunes[sounding];
	for (const note of notes) playNote(openOutput(), wave, note);
}

/** Loudness is heard as about the square root of the amplitude. */
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
