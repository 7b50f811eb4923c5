// The runtime numbers attributes as the templates do, so it must hear of the same ones in the same order.
const { mergeInternalComponents } = require('@tarojs/shared');
const { ARIA } = require('./aria-components.cjs');

mergeInternalComponents(ARIA);
