import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AppEvent } from '../../../shared/contract/define.ts';
import { EVENT, INVOKE } from './channel-names.ts';

/** Point 20: named functions and no object of Electron's. `pathOf` tells only of a file that the user picked himself. */
contextBridge.exposeInMainWorld('bridge', {
  invoke: (name: string, input: unknown) => ipcRenderer.invoke(INVOKE, name, input),
  subscribe: (listener: (event: AppEvent) => void) => {
    const hear = (_: unknown, event: AppEvent): void => listener(event);
    ipcRenderer.on(EVENT, hear);
    return () => {
      ipcRenderer.off(EVENT, hear);
    };
  },
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
