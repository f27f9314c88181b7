/** Shapes are drawn, not typed: ✓ and ✗ are missing from most fonts. Decorative: the word beside each says the same. */
type ShapeProps = { readonly class?: string };

export function Tick({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<circle cx="50" cy="50" r="48" fill="currentColor" />
			<path d="M27 52 L44 69 L75 34" class="shape-cut" />
		</svg>
	);
}

/** An octagon like a stop sign: differs from the tick's circle without colour. */
export function Cross({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<path d="M30 3 H70 L97 30 V70 L70 97 H30 L3 70 V30 Z" fill="currentColor" />
			<path d="M33 33 L67 67 M67 33 L33 67" class="shape-cut" />
		</svg>
	);
}

/** A question to the clerk: a ticket, not yet torn. */
export function Ticket({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<path
				d="M8 22 H92 A6 6 0 0 1 98 28 V40 A10 10 0 0 0 98 60 V72 A6 6 0 0 1 92 78 H8 A6 6 0 0 1 2 72 V60 A10 10 0 0 0 2 40 V28 A6 6 0 0 1 8 22 Z"
				fill="currentColor"
			/>
			<path d="M66 32 V68" class="shape-cut shape-dashed" />
			<path d="M20 44 H50 M20 58 H40" class="shape-cut shape-thin" />
		</svg>
	);
}

/** An arrow that turns back: an admission was voided. */
export function Undo({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<rect x="3" y="3" width="94" height="94" rx="22" fill="currentColor" />
			<path d="M36 26 L20 42 L36 58 M22 42 H60 A17 17 0 0 1 60 76 H40" class="shape-cut" />
		</svg>
	);
}

/** A square seal: a supervisor has approved it. */
export function Seal({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<path
				d="M50 2 L62 14 H86 V38 L98 50 L86 62 V86 H62 L50 98 L38 86 H14 V62 L2 50 L14 38 V14 H38 Z"
				fill="currentColor"
			/>
			<path d="M30 52 L45 66 L71 36" class="shape-cut" />
		</svg>
	);
}

export function Printer({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<path
				d="M26 6 H74 V30 H26 Z M10 34 H90 A8 8 0 0 1 98 42 V72 H80 V60 H20 V72 H2 V42 A8 8 0 0 1 10 34 Z"
				fill="currentColor"
			/>
			<path d="M26 66 H74 V96 H26 Z" fill="currentColor" />
			<path d="M36 76 H64 M36 86 H54" class="shape-cut shape-thin" />
		</svg>
	);
}

export function Warning({ class: name = "shape" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 100 100" aria-hidden="true">
			<path d="M50 8 L96 88 H4 Z" fill="currentColor" stroke="currentColor" stroke-width="8" stroke-linejoin="round" />
			<path d="M50 36 V60" class="shape-cut" />
			<circle cx="50" cy="75" r="5.5" class="shape-hole" />
		</svg>
	);
}

export function Person({ class: name = "person" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 40 56" aria-hidden="true">
			<circle cx="20" cy="13" r="10" />
			<path d="M3 54 V46 A17 17 0 0 1 37 46 V54 Z" />
		</svg>
	);
}

export function Arrow({ class: name = "arrow" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 40 40" aria-hidden="true">
			<path
				d="M6 20 H33 M22 8 L34 20 L22 32"
				fill="none"
				stroke="currentColor"
				stroke-width="5"
				stroke-linecap="round"
				stroke-linejoin="round"
			/>
		</svg>
	);
}

/** The memorial arch (牌楼) that the product is named for. */
export function Arch({ class: name = "arch" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 64 56" aria-hidden="true" fill="currentColor">
			<path d="M20 9 Q32 4 44 9 L47 6 Q46 13 42 13 H22 Q18 13 17 6 Z" />
			<path d="M5 21 Q32 13 59 21 L63 17 Q62 27 56 27 H8 Q2 27 1 17 Z" />
			<path d="M8 31 H56 V35 H8 Z" />
			<path d="M9 37 H14 V54 H9 Z M23 37 H28 V54 H23 Z M36 37 H41 V54 H36 Z M50 37 H55 V54 H50 Z" />
			<path d="M25 15 H39 V19 H25 Z" opacity="0.55" />
		</svg>
	);
}

export function CameraOff({ class: name = "camera-off" }: ShapeProps) {
	return (
		<svg
			class={name}
			viewBox="0 0 96 72"
			aria-hidden="true"
			fill="none"
			stroke="currentColor"
			stroke-width="4"
			stroke-linecap="round"
			stroke-linejoin="round"
		>
			<path d="M10 16 H28 L35 7 H61 L68 16 H86 A6 6 0 0 1 92 22 V60 A6 6 0 0 1 86 66 H10 A6 6 0 0 1 4 60 V22 A6 6 0 0 1 10 16 Z" />
			<circle cx="48" cy="40" r="15" />
			<path d="M10 4 L88 70" stroke-width="5" />
		</svg>
	);
}

/** Shown beside the idle text and removed with it. Decorative. */
export function Lantern({ class: name = "lantern" }: ShapeProps) {
	return (
		<svg class={name} viewBox="0 0 48 88" aria-hidden="true">
			<path d="M24 0 V14 M24 56 V66" stroke="var(--gold)" stroke-width="2" />
			<ellipse cx="24" cy="35" rx="22" ry="19" fill="var(--red)" />
			<path
				d="M24 16 V54 M13 19 Q6 35 13 51 M35 19 Q42 35 35 51"
				fill="none"
				stroke="var(--gold)"
				stroke-width="1.5"
				opacity="0.8"
			/>
			<path d="M15 13 H33 V18 H15 Z M15 52 H33 V57 H15 Z" fill="var(--gold)" />
			<path d="M20 66 H28 V86 M24 66 V88 M20 66 V86" fill="none" stroke="var(--red)" stroke-width="2.5" />
		</svg>
	);
}
