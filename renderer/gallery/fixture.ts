import type { CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";
import type { CameraState } from "../kiosk/scan/camera-state.ts";

/** One state of one screen, in each of the sizes it must fit. */
export type ScreenFixture = {
	readonly mode: Mode;
	readonly screen: string;
	readonly state: string;
	readonly sizes: readonly ViewportSize[];
	/** A selector of what only this state shows: an exhibit that does not come to it has failed. */
	readonly expectedSelector: string;
};

/** A state of the kiosk, as data: what main answers, what the camera does, and what a person does to get there. */
export type KioskFixture = ScreenFixture & {
	/** The page's address after `?`, as main opens it; the language is added. */
	readonly search: string;
	readonly script: ScriptedAnswers;
	readonly camera: CameraState;
	/** Done one after the other once the screen is drawn. */
	readonly steps: readonly FixtureStep[];
};

/** `kiosk` are the screens that every window has, whatever its mode; `pass` is the member's page. */
export type Mode = "kiosk" | "counter" | "self-service" | "setup" | "pass";
export type ViewportSize = "1280x800" | "1920x1080" | "1080x1920" | "412x915" | "360x740";
export type FixtureStep = () => Promise<void>;

/** What main answers to each call; a call without an answer fails. Pure: an exhibit is drawn many times. */
export type ScriptedAnswers = { readonly [N in CallName]?: (input: InputOf<N>) => Promise<OutputOf<N>> };

export const landscapeSizes: readonly ViewportSize[] = ["1280x800", "1920x1080"];

export function answerWith<T>(answer: T): () => Promise<T> {
	return () => Promise.resolve(answer);
}

export function failCall(): Promise<never> {
	return Promise.reject(new Error("the exhibit's main process fails"));
}

/** Main is busy for ever. */
export function hangCall(): Promise<never> {
	return new Promise(() => {});
}

export function fixtureNameOf({ mode, screen, state }: ScreenFixture): string {
	return `${mode}/${screen}/${state}`;
}
