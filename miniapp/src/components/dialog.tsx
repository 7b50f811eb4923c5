import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import './desk.css';

const CAN_FOCUS = 'button, [href], input, textarea, select, [tabindex]:not([tabindex="-1"])';

/**
 * Asks before what cannot be undone; says who will be able to see and who no longer. At a desk only.
 * Focus stays inside, Esc closes, and focus returns to where it was.
 */
export function Dialog({
  title,
  children,
  buttons,
  onClose,
}: {
  title: string;
  children: ReactNode;
  buttons: ReactNode;
  onClose: () => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector<HTMLElement>(CAN_FOCUS)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const keep = (e: KeyboardEvent): void => {
    if (e.key === 'Escape') onClose();
    if (e.key !== 'Tab' || !box.current) return;
    const parts = [...box.current.querySelectorAll<HTMLElement>(CAN_FOCUS)];
    const edge = e.shiftKey ? parts[0] : parts[parts.length - 1];
    if (document.activeElement !== edge) return;
    e.preventDefault();
    (e.shiftKey ? parts[parts.length - 1] : parts[0])?.focus();
  };
  return (
    <div className="veil">
      <div className="dlg" role="dialog" aria-modal="true" aria-labelledby={name} ref={box} onKeyDown={keep}>
        <h2 id={name} className="t1">
          {title}
        </h2>
        <div className="mt12">{children}</div>
        <div className="dlg-foot">{buttons}</div>
      </div>
    </div>
  );
}
