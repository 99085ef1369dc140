import { Toast } from '@base-ui/react/toast';
import { errorText } from './state.js';
import './notices.css';

const manager = Toast.createToastManager();

/** Says what was done, for some seconds. */
export function notify(title: string, detail?: string): void {
  manager.add({ title, description: detail, timeout: 5000 });
}

/** Says what failed and why, until it is read. */
export function notifyError(title: string, error: unknown): void {
  manager.add({ title, description: errorText(error), timeout: 12_000, priority: 'high', type: 'error' });
}

/** Runs something that may be refused and says so. Returns whether it was done. */
export async function attempt(title: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    notifyError(title, error);
    return false;
  }
}

export function Notices() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="notices">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="notice" data-type={toast.type}>
      <Toast.Content className="notice-content">
        <div className="grow">
          <Toast.Title className="notice-title" />
          <Toast.Description className="muted small" />
        </div>
        <Toast.Close className="btn quiet compact" aria-label="Dismiss">
          Dismiss
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
