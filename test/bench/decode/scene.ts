import { type Canvas, paint } from "./canvas.ts";

/** The pose of a code before the camera: angles in radians, the rest in pixels. */
export type Pose = {
	readonly x: number;
	readonly y: number;
	/** The side of the code without its quiet zone, if it faced the camera. */
	readonly side: number;
	readonly turn: number;
	readonly tiltX: number;
	readonly tiltY: number;
};

const quietZone = 4;
/** The camera's distance in sides of the code; it gives the perspective. */
const distance = 3;
const samples = 3;

/** Draws the code on its white card in this pose; each pixel is the mean of nine samples. */
export function drawCode(
	canvas: Canvas,
	modules: readonly (readonly boolean[])[],
	pose: Pose,
	ink: number,
	paper: number,
): void {
	const at = createProjection(pose);
	const count = modules.length;
	const edge = 0.5 + quietZone / count;
	const reach = (pose.side * edge * Math.SQRT2 * distance) / (distance - 1);
	paint(canvas, (x, y, light) => {
		if (Math.abs(x - pose.x) > reach || Math.abs(y - pose.y) > reach) return light;
		const [cu, cv] = at(x + 0.5, y + 0.5);
		if (Math.max(Math.abs(cu), Math.abs(cv)) > edge + 4 / pose.side) return light;
		let sum = 0;
		for (let i = 0; i < samples * samples; i++) {
			const [u, v] = at(x + ((i % samples) + 0.5) / samples, y + (Math.floor(i / samples) + 0.5) / samples);
			if (Math.abs(u) > edge || Math.abs(v) > edge) sum += light;
			else sum += modules[Math.floor((v + 0.5) * count)]?.[Math.floor((u + 0.5) * count)] ? ink : paper;
		}
		return sum / (samples * samples);
	});
}

/** Maps a pixel to a place on the card (centre 0, code 1 wide): intersects the pixel's ray with the card's plane. */
function createProjection({
	x,
	y,
	side,
	turn,
	tiltX,
	tiltY,
}: Pose): (px: number, py: number) => readonly [number, number] {
	const [ct, st] = [Math.cos(turn), Math.sin(turn)];
	const [cx, sx] = [Math.cos(tiltX), Math.sin(tiltX)];
	const [cy, sy] = [Math.cos(tiltY), Math.sin(tiltY)];
	// The card's two axes and its normal, after rotation in its plane and tilts about x and y.
	const right = [ct * cy + st * sx * sy, st * cx, -ct * sy + st * sx * cy] as const;
	const down = [-st * cy + ct * sx * sy, ct * cx, st * sy + ct * sx * cy] as const;
	const normal = [cx * sy, -sx, cx * cy] as const;
	return (px, py) => {
		const ray = [(px - x) / side / distance, (py - y) / side / distance, 1] as const;
		const far = (normal[2] * distance) / dot(normal, ray);
		const point = [ray[0] * far, ray[1] * far, far - distance] as const;
		return [dot(point, right), dot(point, down)];
	};
}

type Vector = readonly [number, number, number];

function dot(a: Vector, b: Vector): number {
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
