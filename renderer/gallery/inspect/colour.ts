/** sRGB, each channel from 0 to 1. */
export type Colour = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

/** Reads the notations of style sheets and computed styles: #rrggbb, rgb(), color(srgb). */
export function readColour(text: string): Colour {
	const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
	if (hex !== null) return colourOf(hex.slice(1).map((pair) => Number.parseInt(pair, 16) / 255));
	const [, model, numbers = ""] = /^(rgba?|color)\((?:srgb )?([\d., /e-]+)\)$/.exec(text) ?? [];
	const [red = 0, green = 0, blue = 0, alpha = 1] = numbers.split(/[\s,/]+/).map(Number);
	if (model === "color") return { red, green, blue, alpha };
	if (model === undefined) throw new Error(`no colour that can be reckoned with: ${text}`);
	return { red: red / 255, green: green / 255, blue: blue / 255, alpha };
}

/** All colour stops of a gradient. */
export function coloursIn(image: string): readonly Colour[] {
	return (image.match(/rgba?\([^)]*\)|color\([^)]*\)/g) ?? []).map(readColour);
}

export function isOpaque({ alpha }: Colour): boolean {
	return alpha > 0.995;
}

/** The result of a translucent colour over an opaque one. */
export function blend(top: Colour, ground: Colour): Colour {
	const mix = (channel: "red" | "green" | "blue") => top[channel] * top.alpha + ground[channel] * (1 - top.alpha);
	return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
	const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (lighter + 0.05) / (darker + 0.05);
}

function colourOf([red = 0, green = 0, blue = 0]: readonly number[]): Colour {
	return { red, green, blue, alpha: 1 };
}

function luminance({ red, green, blue }: Colour): number {
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
	return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
