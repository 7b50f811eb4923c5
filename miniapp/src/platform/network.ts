import { createStore } from './store';

// Whether there is a network. network.weapp.ts is the other half.

export const online = createStore(globalThis.navigator.onLine);

globalThis.addEventListener('online', () => online.set(true));
globalThis.addEventListener('offline', () => online.set(false));
