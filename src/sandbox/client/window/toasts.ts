import { Toast, ToastTitle, useToastController } from '@fluentui/react-components';
import { createElement, useCallback } from 'react';

export const toasterId = 'window';

/** Tells the person a line that goes away by itself. */
export function useTelling(): (line: string, intent?: 'success' | 'info' | 'error') => void {
  const { dispatchToast } = useToastController(toasterId);
  return useCallback(
    (line, intent = 'info') =>
      dispatchToast(createElement(Toast, null, createElement(ToastTitle, null, line)), { intent }),
    [dispatchToast],
  );
}
