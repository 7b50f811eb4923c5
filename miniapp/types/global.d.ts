/// <reference types="@tarojs/taro" />
import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How much larger text is set on the phone. */
    '--f'?: number;
  }
}

declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string;
    ariaLabel?: string;
    ariaHidden?: boolean;
    ariaChecked?: boolean;
    ariaSelected?: boolean;
    ariaDisabled?: boolean;
    ariaLive?: string;
  }
}
