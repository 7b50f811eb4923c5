/** Templates that every office of the county has, as data. The rules that they go by are named beside them. */
import { REFUSAL_WAYS, REFUSALS, type Refusal } from '../tip/refusal';
import type { Template } from './template';

/** Why a letter is not accepted, said to its writer (检举控告工作规则 第13条). */
const REFUSED: Record<Refusal, string> = {
  litigation: '来信收到，看过了。这件事按规定要通过诉讼、仲裁、行政裁决或者行政复议解决，我们不能受理。',
  'other-remit': '来信收到，看过了。这件事按规定由别的机关或者单位负责，我们不能受理。',
  'no-substance': '来信收到，看过了。信里没有写时间、地点、人和经过，没法核实，我们不能受理。',
};

const REFUSED_NAMES: Record<Refusal, string> = {
  litigation: '要走诉讼、仲裁、复议',
  'other-remit': '归别的机关管',
  'no-substance': '没有实质内容',
};

export const COUNTY_TEMPLATES: readonly Template[] = [
  { purpose: 'accept', name: '受理', text: '来信收到，已经受理。有新情况可以随时在这里写。' },
  {
    purpose: 'accept',
    name: '受理，附电话',
    text: '来信收到，【办公室】【今天】受理。有新情况可以随时在这里写，要当面说，请打【电话】。',
  },
  ...REFUSALS.map((reason): Template => {
    const text = `${REFUSED[reason]}${REFUSAL_WAYS[reason]}`;
    return { purpose: 'refuse', reason, name: REFUSED_NAMES[reason], text };
  }),
  {
    purpose: 'ask',
    name: '请补充时间、地点、人',
    text: '来信收到，想请您补充几点：哪天、在哪里、有谁在场、怎么知道的。知道多少写多少，不用写您是谁。',
  },
  {
    purpose: 'ask',
    name: '请补充材料',
    text: '如果有收据、照片、录音这些材料，请在这里附上。没有也不要紧，不用为此去找人问、去拍，先顾自己的安全。',
  },
  { purpose: 'handle', name: '开始核实', text: '正在核实。有新情况可以随时在这里写。' },
  // 信访工作条例 第34条: why it takes longer is told.
  {
    purpose: 'extend',
    name: '还没有核实完',
    text: '这件事情况复杂，还没有核实完，办结要晚些，最多再要 30 天。原因是：',
  },
  { purpose: 'propose', name: '结果', text: '已经办结。结果是：' },
  {
    purpose: 'propose',
    name: '查实',
    text: '您反映的情况，【办公室】核实过了，属实，已经按规定处理。处理的结果是：',
  },
  {
    purpose: 'propose',
    name: '没有查实',
    text: '您反映的情况，【办公室】核实过了，没有发现信里说的事。核实了这些：',
  },
  // 检举控告工作规则 第26、27条: who leaves a name is told of acceptance and of the result.
  {
    purpose: 'thanks',
    name: '感谢留名',
    text: '谢谢您留下名字和电话。名字封在信里，只有打得开这封信的办理人员看得到；信转到别处、两家一起办、上级来办，接手的人也看得到。要核对时会打给您。办到哪一步、结果怎样，都会告诉您。',
  },
];
