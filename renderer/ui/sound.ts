export type Sounding = "admitted" | "overridden" | "offered" | "refused" | "trouble";

type Note = { readonly hz: number; readonly atS: number; readonly forS: number };

/** Short, and told apart with eyes shut: up for in, one soft note for a question, down for no. */
const tunes: Readonly<Record<Sounding, { readonly wave: OscillatorType; readonly notes: readonly Note[] }>> = {
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
};

const loudness = 0.28;
let context: AudioContext | null = null;

/** A device without sound, or a browser that wants a touch first, shows its verdicts all the same. */
export function sound(sounding: Sounding): void {
	context ??= new AudioContext({ latencyHint: "interactive" });
	if (context.state !== "running") context.resume().catch(() => undefined);
	const { wave, notes } = tunes[sounding];
	for (const note of notes) play(context, wave, note);
}

function play(audio: AudioContext, wave: OscillatorType, { hz, atS, forS }: Note): void {
	const from = audio.currentTime + atS;
	const oscillator = new OscillatorNode(audio, { type: wave, frequency: hz });
	const gain = new GainNode(audio, { gain: 0 });
	gain.gain.setValueAtTime(0, from);
	gain.gain.linearRampToValueAtTime(loudness, from + 0.012);
	gain.gain.exponentialRampToValueAtTime(0.0001, from + forS);
	oscillator.connect(gain).connect(audio.destination);
	oscillator.start(from);
	oscillator.stop(from + forS);
}
