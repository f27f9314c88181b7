// Pictures of what to do. They are decorative: the text beside each says the same.

type PictureProps = {
	/** The current pose of the animation; with reduced motion always its end. */
	readonly pose: Pose;
};
export type Pose = "before" | "after";

/**
 * Alternates every two seconds. An occasional change leaves the processor to the camera, unlike continuous animation.
 */
export function poseAt(nowMs: number): Pose {
	return Math.floor(nowMs / 2000) % 2 === 0 ? "after" : "before";
}

/** A phone with a code, held to a camera. */
export function PhoneAtCameraPicture({ pose }: PictureProps) {
	return (
		<svg class="picture picture-phone" data-pose={pose} viewBox="0 0 300 440" aria-hidden="true">
			<rect class="picture-dark" x="70" y="8" width="160" height="64" rx="32" />
			<circle class="picture-glass" cx="150" cy="40" r="22" />
			<circle class="picture-dark" cx="150" cy="40" r="10" />
			<path class="picture-beam" d="M132 66 L66 172 H234 L168 66 Z" />
			<g class="picture-moving">
				<path
					class="picture-hand"
					d="M96 470 V430 Q46 404 46 352 V320 Q46 300 66 300 H234 Q252 300 252 320 V380 Q250 410 216 432 V470 Z"
				/>
				<rect class="picture-dark" x="74" y="172" width="152" height="240" rx="22" />
				<rect class="picture-screen" x="84" y="184" width="132" height="216" rx="12" />
				<path class="picture-band" d="M84 196 a12 12 0 0 1 12 -12 h108 a12 12 0 0 1 12 12 v24 h-132 Z" />
				<QrCodePicture x={104} y={240} />
				<rect class="picture-hand" x="210" y="268" width="44" height="32" rx="16" />
				<rect class="picture-hand" x="208" y="304" width="48" height="32" rx="16" />
				<rect class="picture-hand" x="210" y="340" width="44" height="32" rx="16" />
				<path class="picture-hand" d="M44 366 V300 Q44 268 66 256 Q88 250 90 272 Q90 282 82 292 V366" />
			</g>
		</svg>
	);
}

function QrCodePicture({ x, y }: { readonly x: number; readonly y: number }) {
	const finders = [
		[0, 0],
		[60, 0],
		[0, 60],
	] as const;
	return (
		<g class="picture-code" transform={`translate(${x} ${y})`}>
			{finders.map(([left, top]) => (
				<path
					key={`${left} ${top}`}
					d={`M${left} ${top} h32 v32 h-32 Z M${left + 7} ${top + 7} v18 h18 v-18 Z M${left + 11} ${top + 11} h10 v10 h-10 Z`}
				/>
			))}
			<path d="M40 0 h8 v16 h-8 Z M40 24 h12 v8 h-12 Z M0 40 h12 v8 h-12 Z M20 40 h16 v8 h-8 v6 h-8 Z M44 40 h16 v16 h-8 v-8 h-8 Z M68 40 h8 v8 h-8 Z M80 40 h12 v16 h-12 Z M40 64 h8 v8 h8 v12 h-16 Z M60 60 h12 v12 h-12 Z M80 64 h12 v8 h-12 Z M60 80 h8 v12 h-8 Z M76 80 h16 v12 h-8 v-4 h-8 Z" />
		</g>
	);
}

/** A ticket coming out of a slot. */
export function TicketOutPicture({ pose }: PictureProps) {
	return (
		<svg class="picture picture-ticket" data-pose={pose} viewBox="0 0 300 220" aria-hidden="true">
			<g class="picture-falling">
				<path
					class="picture-screen picture-edge"
					d="M66 70 H234 V196 l-14 -10 -14 10 -14 -10 -14 10 -14 -10 -14 10 -14 -10 -14 10 -14 -10 -14 10 -14 -10 -14 10 Z"
				/>
				<path class="picture-print" d="M90 104 H180 M90 128 H210 M90 152 H150" />
			</g>
			<rect class="picture-dark" x="30" y="20" width="240" height="60" rx="16" />
			<rect class="picture-slot" x="56" y="56" width="188" height="12" rx="6" />
		</svg>
	);
}

/** A printer that prints no ticket. */
export function PrinterOffPicture() {
	return (
		<svg class="picture-line" viewBox="0 0 96 80" aria-hidden="true">
			<path d="M26 26 V6 H70 V26 M26 60 H14 A8 8 0 0 1 6 52 V34 A8 8 0 0 1 14 26 H82 A8 8 0 0 1 90 34 V52 A8 8 0 0 1 82 60 H70 M26 46 H70 V74 H26 Z M72 36 H76" />
			<path d="M12 4 L86 76" />
		</svg>
	);
}

/** A clock, for refusals about time. */
export function ClockPicture() {
	return (
		<svg class="picture-line" viewBox="0 0 80 80" aria-hidden="true">
			<circle cx="40" cy="40" r="34" />
			<path d="M40 20 V42 L54 50" />
		</svg>
	);
}

/** A missing list. */
export function ListMissingPicture() {
	return (
		<svg class="picture-line" viewBox="0 0 80 88" aria-hidden="true">
			<path d="M14 6 H50 L66 22 V82 H14 Z M50 6 V22 H66 M26 40 H54 M26 54 H54 M26 68 H42" />
		</svg>
	);
}

/** A desk bell. */
export function Bell({ class: name = "bell" }: { readonly class?: string }) {
	return (
		<svg class={name} viewBox="0 0 48 44" aria-hidden="true">
			<path d="M6 34 A18 18 0 0 1 42 34 Z M3 37 H45 V42 H3 Z M24 16 V9 M18 7 H30" />
		</svg>
	);
}

export function SpeakerPicture({ isOn }: { readonly isOn: boolean }) {
	return (
		<svg class="rail-picture" viewBox="0 0 48 44" aria-hidden="true">
			<path class="rail-solid" d="M4 16 H13 L25 6 V38 L13 28 H4 Z" />
			<path d={isOn ? "M31 15 Q36 22 31 29 M37 9 Q46 22 37 35" : "M32 16 L44 28 M44 16 L32 28"} />
		</svg>
	);
}

/** Controls that move down to a wheelchair's height, or up again. */
export function HeightPicture({ isLow }: { readonly isLow: boolean }) {
	return (
		<svg class="rail-picture" viewBox="0 0 48 44" aria-hidden="true">
			<path d={isLow ? "M24 24 V6 M14 15 L24 5 L34 15" : "M24 5 V23 M14 14 L24 24 L34 14"} />
			<path class="rail-solid" d="M6 31 H42 V40 H6 Z" />
		</svg>
	);
}
