// Taro's templates pass on no aria attribute: this adds those of the kit to the mini-program's View, Text, Input and Textarea.
const { join } = require('node:path');
const { ARIA } = require('./aria-components.cjs');

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.platform !== 'weapp') return;
      platform.template.mergeComponents(ctx, ARIA);
      const before = Array.isArray(platform.runtimePath) ? platform.runtimePath : [platform.runtimePath];
      platform.runtimePath = [...before, join(__dirname, 'aria-runtime.cjs')];
    },
  });
};
