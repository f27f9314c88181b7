import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { encode } from "uqr";

const quietZone = 4;
const maxHeightShare = 0.58;

/**
 * The voucher's code as one SVG path on white with its quiet zone. A voucher's text uses only QR's alphanumeric set,
 * and `uqr` picks that mode by itself: 153 characters at ECC M are version 6, 41 modules.
 */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
	const { data, size, version } = encode(text, { ecc: "M", border: quietZone });
	const { room, side } = useQrCodeSize(size);
	const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join(""));
	return (
		<div ref={room} class="code">
			<svg
				id="voucher-qr"
				width={side}
				height={side}
				viewBox={`0 0 ${size} ${size}`}
				shape-rendering="crispEdges"
				role="img"
				aria-label={label}
				data-version={version}
			>
				<path d={`M0 0H${size}V${size}H0Z`} fill="#fff" />
				<path d={rows.join("")} fill="#000" />
			</svg>
		</div>
	);
}

/** The largest size that fits with a whole number of device pixels per module: cameras read uneven modules worse. */
function useQrCodeSize(modules: number) {
	const room = useRef<HTMLDivElement>(null);
	const [side, setSide] = useState(modules * 6);
	useLayoutEffect(() => {
		const fit = () => {
			const most = Math.min(room.current?.clientWidth ?? 0, window.innerHeight * maxHeightShare) * devicePixelRatio;
			setSide((Math.max(1, Math.floor(most / modules)) * modules) / devicePixelRatio);
		};
		fit();
		window.addEventListener("resize", fit);
		return () => window.removeEventListener("resize", fit);
	}, [modules]);
	return { room, side };
}
