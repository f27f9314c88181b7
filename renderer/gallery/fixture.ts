import type { CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";
import type { CameraState } from "../kiosk/scan/camera-session.ts";

/** One state of one screen, in each viewport size that it must fit. */
export type ScreenFixture = {
	readonly mode: Mode;
	readonly screen: string;
	readonly state: string;
	readonly sizes: readonly ViewportSize[];
	/** A selector that only this state matches: the fixture fails when it does not appear. */
	readonly expectedSelector: string;
};

/** A state of the kiosk as data: main's answers, the camera's state, and the steps of a person that lead there. */
export type KioskFixture = ScreenFixture & {
	/** The page's query string as main opens it; the language is added. */
	readonly search: string;
	readonly script: ScriptedAnswers;
	readonly camera: CameraState;
	/** Run in order once the screen is rendered. */
	readonly steps: readonly FixtureStep[];
};

/** `kiosk`: the screens that exist in every mode; `pass`: the member's page. */
export type Mode = "kiosk" | "counter" | "self-service" | "setup" | "pass";
export type ViewportSize = "1024x768" | "1280x800" | "1366x768" | "1920x1080" | "1080x1920" | "412x915" | "360x740";
export type FixtureStep = () => Promise<void>;

/**
 * Main's answer to each call; a call without an answer rejects. Functions are pure, because a fixture is rendered many
 * times.
 */
export type ScriptedAnswers = { readonly [N in CallName]?: (input: InputOf<N>) => Promise<OutputOf<N>> };

export const landscapeSizes: readonly ViewportSize[] = ["1280x800", "1920x1080"];

export function answerWith<T>(answer: T): () => Promise<T> {
	return () => Promise.resolve(answer);
}

export function failCall(): Promise<never> {
	return Promise.reject(new Error("the fixture's main process fails"));
}

/** A call that never settles. */
export function hangCall(): Promise<never> {
	return new Promise(() => {});
}

export function fixtureNameOf({ mode, screen, state }: ScreenFixture): string {
	return `${mode}/${screen}/${state}`;
}
