import Taro from '@tarojs/taro';
import { createStore } from './store';

// Whether there is a network. network.ts is the other half.

export const online = createStore(true);

void Taro.getNetworkType().then(({ networkType }) => online.set(networkType !== 'none'));
Taro.onNetworkStatusChange(({ isConnected }) => online.set(isConnected));
