const attributes = {
  'aria-role': "''",
  'aria-label': "''",
  'aria-hidden': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-live': '',
};

exports.ARIA = {
  View: attributes,
  Text: { 'aria-role': "''", 'aria-label': "''", 'aria-hidden': '' },
  Input: { 'aria-label': "''" },
  Textarea: { 'aria-label': "''" },
};
