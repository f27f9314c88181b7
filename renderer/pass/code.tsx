import { encode } from "uqr";

const quietZone = 4;

/**
 * The voucher's code as one SVG path, whole modules on a white ground with its quiet zone. A voucher's text is all of QR's
 * alphanumeric set, which `uqr` then uses by itself: 153 characters at ECC M are version 6, 41 modules.
 */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
	const { data, size, version } = encode(text, { ecc: "M", border: quietZone });
	const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join(""));
	return (
		<svg
			id="voucher-qr"
			class="code"
			viewBox={`0 0 ${size} ${size}`}
			shape-rendering="crispEdges"
			role="img"
			aria-label={label}
			data-version={version}
		>
			<path d={`M0 0H${size}V${size}H0Z`} fill="#fff" />
			<path d={rows.join("")} fill="#000" />
		</svg>
	);
}
