import { Button } from '../ui/button.js';
import { clipTime } from './timeline.js';
import type { EditorState } from './use-editor.js';

interface ToolbarProps {
  editor: EditorState;
  /** The rendered video is shown rather than the recording. */
  after: boolean;
  onAfter: (() => void) | null;
}

/** Under the picture: where it is, how it plays, what is drawn. */
export function Toolbar({ editor, after, onAfter }: ToolbarProps) {
  const { time, speed, play, tool, setTool, wholePersons, setWholePersons, editable } = editor;
  return (
    <div className="redaction-tools">
      <Button compact shortcut="Space" disabled={after} onClick={play}>
        {speed === 0 ? 'Play' : 'Pause'}
      </Button>
      <span className="num">
        {clipTime(time.ms)} / {clipTime(time.durationMs)}
        {Math.abs(speed) > 1 || speed < 0 ? ` · ${speed}×` : ''}
      </span>
      {editable && !after && (
        <>
          <div className="segments" role="group" aria-label="What is drawn">
            <button type="button" aria-pressed={tool === 'box'} onClick={() => setTool('box')}>
              Box
            </button>
            <button type="button" aria-pressed={tool === 'polygon'} onClick={() => setTool('polygon')}>
              Outline
            </button>
          </div>
          <label className="check small">
            <input type="checkbox" checked={wholePersons} onChange={({ target }) => setWholePersons(target.checked)} />
            <span>Grow boxes to head and feet</span>
          </label>
          <div className="cluster">
            <Button compact kind="quiet" disabled={!editor.canUndo} onClick={editor.undo} title="Ctrl Z">
              Undo
            </Button>
            <Button compact kind="quiet" disabled={!editor.canRedo} onClick={editor.redo} title="Ctrl Shift Z">
              Redo
            </Button>
          </div>
        </>
      )}
      {onAfter && (
        <Button compact aria-pressed={after} onClick={onAfter}>
          {after ? 'Show the recording' : 'Show what was rendered'}
        </Button>
      )}
    </div>
  );
}
