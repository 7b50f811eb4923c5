/** Nothing to do: WeChat loads the channel's code for everybody by the app's preloadRule. */
export function loadAhead(): void {}
