import { encode } from "uqr";
import { makeVoucherId, mintCode } from "../../core/venueDay.ts";
import { type Backdrop, backdrops, drawBackdrop } from "./backdrop.ts";
import { blankCanvas, type Canvas, toImageData } from "./canvas.ts";
import { addGlare, addMoire, addNoise, addShade, defocus, motionBlur, reduceContrast } from "./distortions.ts";
import { drawCode, type Pose } from "./scene.ts";
import { createNoiseSource, type NoiseSource } from "./seededRandom.ts";

/** A picture and the text of its code; null where there is none. */
export type Frame = { readonly name: string; readonly image: ImageData; readonly text: string | null };

const [width, height] = [1280, 720];
/** The code's height as a share of the frame's. */
const codeShares = [0.15, 0.25, 0.4];
const perCondition = 10;

/** What a condition changes of an ideal view: pose, print colours and light. */
type Condition = {
	readonly pose?: (dice: NoiseSource) => Partial<Pose>;
	readonly card?: { readonly ink: number; readonly paper: number };
	readonly light?: (canvas: Canvas, pose: Pose, dice: NoiseSource) => void;
};

const quarter = Math.PI / 2;

/** One distortion each. Blur sizes are shares of a module; a voucher's code has 41 modules to a side. */
const conditions: Readonly<Record<string, Condition>> = {
	plain: {},
	defocused: { light: (canvas, pose, dice) => defocus(canvas, moduleSizeOf(pose) * dice.between(0.35, 0.75)) },
	shaken: {
		light: (canvas, pose, dice) =>
			motionBlur(canvas, moduleSizeOf(pose) * dice.between(0.7, 1.8), dice.between(0, Math.PI)),
	},
	noisy: { light: (canvas, _pose, dice) => addNoise(canvas, dice.between(18, 55), dice) },
	faint: { light: (canvas, _pose, dice) => reduceContrast(canvas, dice.between(0.06, 0.25), dice.between(60, 190)) },
	inverted: { card: { ink: 225, paper: 25 } },
	turned: { pose: (dice) => ({ turn: dice.between(-2, 2) * quarter }) },
	tilted: {
		pose: (dice) => ({
			turn: dice.between(-2, 2) * quarter,
			tiltX: dice.between(-0.75, 0.75),
			tiltY: dice.between(-0.75, 0.75),
		}),
	},
	glaring: {
		light: (canvas, { x, y, side }, dice) => {
			const away = side * 0.4;
			const place = [x + dice.between(-away, away), y + dice.between(-away, away)] as const;
			addGlare(canvas, ...place, side * dice.between(0.15, 0.45), dice.between(90, 220));
		},
	},
	moire: {
		card: { ink: 30, paper: 215 },
		light: (canvas, _pose, dice) =>
			addMoire(canvas, dice.between(2.5, 9), dice.between(0, quarter), dice.between(0.15, 0.45)),
	},
	shaded: { light: (canvas, _pose, dice) => addShade(canvas, dice.between(0.05, 0.3), dice.between(0, 4) * quarter) },
	/** A hand-held phone in a dim room: a little of every distortion. */
	handheld: {
		pose: (dice) => ({
			turn: dice.between(-0.5, 0.5),
			tiltX: dice.between(-0.4, 0.4),
			tiltY: dice.between(-0.4, 0.4),
		}),
		card: { ink: 25, paper: 200 },
		light: (canvas, pose, dice) => {
			motionBlur(canvas, moduleSizeOf(pose) * dice.between(0.2, 0.8), dice.between(0, Math.PI));
			defocus(canvas, moduleSizeOf(pose) * dice.between(0.2, 0.45));
			reduceContrast(canvas, dice.between(0.4, 0.8), dice.between(90, 140));
			addNoise(canvas, dice.between(4, 14), dice);
		},
	},
};

/** Every condition at every size, each frame with another voucher, position and background. */
export function* generateCodeFrames(): Generator<Frame> {
	let seed = 0;
	for (const [name, condition] of Object.entries(conditions)) {
		for (const share of codeShares) {
			for (let i = 0; i < perCondition; i++)
				yield drawCodeFrame(`${name}-${share * 100}-${i}`, condition, share, seed++);
		}
	}
}

function drawCodeFrame(name: string, { pose, card, light }: Condition, share: number, seed: number): Frame {
	const dice = createNoiseSource(seed);
	const text = mintCode({ id: makeVoucherId(seed) });
	const canvas = blankCanvas(width, height);
	drawBackdrop(canvas, seed % 3 === 0 ? "crowd" : "wall", dice);
	const side = share * height;
	const room = Math.max(0, height / 2 - side * 0.75);
	const held: Pose = {
		x: width / 2 + dice.between(-room, room),
		y: height / 2 + dice.between(-room, room),
		side,
		turn: 0,
		tiltX: 0,
		tiltY: 0,
		...pose?.(dice),
	};
	const { ink, paper } = card ?? { ink: 20, paper: 220 };
	drawCode(canvas, encode(text, { ecc: "M", border: 0 }).data, held, ink, paper);
	light?.(canvas, held, dice);
	// Every frame has some blur and noise, as from a real camera.
	defocus(canvas, 0.5);
	addNoise(canvas, 2, dice);
	return { name, image: toImageData(canvas), text };
}

function moduleSizeOf({ side }: Pose): number {
	return side / 41;
}

/** So many frames of each background, without a code. */
export function* generateEmptyFrames(perBackdrop: number): Generator<Frame> {
	for (const [i, backdrop] of backdrops.entries()) {
		for (let of = 0; of < perBackdrop; of++) yield drawEmptyFrame(backdrop, 1000 + i * 100 + of);
	}
}

function drawEmptyFrame(backdrop: Backdrop, seed: number): Frame {
	const dice = createNoiseSource(seed);
	const canvas = blankCanvas(width, height);
	drawBackdrop(canvas, backdrop, dice);
	defocus(canvas, dice.between(0.5, 1.5));
	addNoise(canvas, dice.between(1, 6), dice);
	return { name: `${backdrop}-${seed}`, image: toImageData(canvas), text: null };
}
