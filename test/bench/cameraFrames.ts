import { encode } from "uqr";
import type { SeededRandom } from "../../sync/hub/demonstration/seededRandom.ts";
import { frameSize } from "../e2e/drivers/fakeCamera.ts";

const { width, height } = frameSize;

/** A counter camera's picture without a code: a room with edges and stripes, a face, a shirt. */
export function drawEmptyCounter(): Buffer {
	const luma = Buffer.alloc(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) luma[y * width + x] = counterLightAt(x, y);
	}
	return luma;
}

function counterLightAt(x: number, y: number): number {
	const face = Math.hypot((x - 640) / 150, (y - 380) / 210);
	const isEye = (Math.abs(x - 590) < 18 || Math.abs(x - 690) < 18) && Math.abs(y - 340) < 10;
	if (Math.abs(x - 640) < 320 && y > 600) return (x + y) % 24 < 12 ? 100 : 40;
	if (face < 1) return isEye ? 50 : 160 - 30 * face;
	if (y > 200 && x % 97 < 4) return 170;
	if (y % 180 < 8) return 60;
	return 95 + 45 * Math.sin(x / 210) * Math.cos(y / 160);
}

/** The same picture with a sensor's noise, different each time. */
export function addSensorNoise(luma: Buffer, dice: SeededRandom): Buffer {
	return Buffer.from(luma.map((light) => clamp(light + dice.below(9) + dice.below(9) + dice.below(9) - 12)));
}

/** The position of a code: its centre, its side as a share of the picture's height, and its rotation. */
export type CodePose = { readonly x: number; readonly y: number; readonly share: number; readonly degrees: number };

const quietZone = 4;
const [dark, light] = [24, 226];
const samples = [0.25, 0.75] as const;

/** Draws a phone's screen with a voucher's code into a picture, as the pass page shows it. */
export function drawCodeInView(luma: Buffer, code: string, { x, y, share, degrees }: CodePose): Buffer {
	const { data, size } = encode(code, { ecc: "M", border: quietZone });
	const module = (height * share) / size;
	const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
	const drawn = Buffer.from(luma);
	const reach = Math.ceil(height * share * 0.75);
	/** The code's luma at a point of the picture; null outside it. */
	const lightAt = (px: number, py: number) => {
		const column = Math.floor(((px - x) * cos + (py - y) * sin) / module + size / 2);
		const row = Math.floor(((py - y) * cos - (px - x) * sin) / module + size / 2);
		const isDark = data[row]?.[column];
		return isDark === undefined ? null : isDark ? dark : light;
	};
	for (let py = Math.max(0, y - reach); py < Math.min(height, y + reach); py++) {
		for (let px = Math.max(0, x - reach); px < Math.min(width, x + reach); px++) {
			const at = py * width + px;
			const seen = samples.flatMap((dy) => samples.map((dx) => lightAt(px + dx, py + dy) ?? drawn[at] ?? 0));
			drawn[at] = seen.reduce((sum, one) => sum + one, 0) / seen.length;
		}
	}
	return drawn;
}

function clamp(light: number): number {
	return Math.max(16, Math.min(235, light));
}
