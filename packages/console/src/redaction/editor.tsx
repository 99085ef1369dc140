import type { Redaction, RedactionPlan } from '@outrider/schema';
import { useState } from 'react';
import { addressOf, apiUrl } from '../live/api.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import { onKey } from './keys.js';
import { Regions } from './regions.js';
import { Stage } from './stage.js';
import { Steps } from './steps.js';
import { useEditor } from './use-editor.js';
import type { EditorState } from './use-editor.js';

const MODES = { hide_chosen: 'Hide the regions', hide_everything_except: 'Hide everything except the regions' };
const STYLES = { solid: 'Cover (nothing is left)', pixelate: 'Large blocks' };

interface EditorProps {
  redaction: Redaction;
  saved: RedactionPlan;
  clipUrl: string;
  onChanged(): void;
}

/** The clip, the regions over it, and the steps to a release. */
export function Editor({ redaction, saved, clipUrl, onChanged }: EditorProps) {
  const editor = useEditor(redaction, saved, onChanged);
  const { plan, selected, setSelected, time, video, tool, setTool } = editor;
  const [after, setAfter] = useState(false);
  const rendered = redaction.rendered ? apiUrl(addressOf('/redactions/{id}/video', { id: redaction.id })) : null;
  return (
    <div className="redaction-grid" onKeyDown={(event) => onKey(event, editor)}>
      <div
        className="redaction-left"
        tabIndex={0}
        role="group"
        aria-label="Picture: arrows move the region, shift and arrows change its size, N adds a box, T follows, Delete removes it"
      >
        {after && rendered ? (
          <video className="redaction-after" src={rendered} controls muted aria-label="Rendered video" />
        ) : (
          <Stage
            url={clipUrl}
            video={video}
            plan={plan}
            timeMs={time.ms}
            selected={selected}
            tool={tool}
            onSelect={setSelected}
            onDraw={editor.draw}
            onTime={editor.tell}
          />
        )}
        {!after && (
          <input
            type="range"
            aria-label="Time in the clip"
            aria-valuetext={`${(time.ms / 1000).toFixed(2)} seconds`}
            min={0}
            max={time.durationMs}
            step={40}
            value={time.ms}
            onChange={({ target }) => editor.seek(Number(target.value))}
          />
        )}
        <div className="cluster">
          <span className="num">
            {(time.ms / 1000).toFixed(2)} / {(time.durationMs / 1000).toFixed(1)} s
          </span>
          <Button compact shortcut="Space" disabled={after} onClick={editor.play}>
            Play
          </Button>
          <Button compact aria-pressed={tool === 'box'} onClick={() => setTool('box')}>
            Box
          </Button>
          <Button compact aria-pressed={tool === 'polygon'} onClick={() => setTool('polygon')}>
            Outline
          </Button>
          {rendered && (
            <Button compact aria-pressed={after} onClick={() => setAfter(!after)}>
              {after ? 'Show the recording' : 'Show what was rendered'}
            </Button>
          )}
        </div>
      </div>
      <Side editor={editor} redaction={redaction} onChanged={onChanged} />
    </div>
  );
}

interface SideProps {
  editor: EditorState;
  redaction: Redaction;
  onChanged(): void;
}

/** What is hidden, as lists and choices, and the steps to a release. */
function Side({ editor, redaction, onChanged }: SideProps) {
  const { plan, setPlan, selected, setSelected, editable } = editor;
  return (
    <aside className="redaction-side">
      {editable && (
        <div className="cluster">
          <Button compact kind="primary" disabled={!editor.unsaved} onClick={editor.save}>
            {editor.unsaved ? 'Save' : `Saved as version ${redaction.plan_version}`}
          </Button>
          <Button compact shortcut="T" disabled={!selected || editor.busy} onClick={() => editor.track(true)}>
            {editor.busy ? 'Following…' : 'Track to next keyframe'}
          </Button>
          <Button compact disabled={!selected || editor.busy} onClick={() => editor.track(false)}>
            Track back
          </Button>
        </div>
      )}
      <p className="small muted" role="status">
        {editor.said}
      </p>
      <ErrorNote error={editor.error} />
      <SelectField
        label="What is hidden"
        options={MODES}
        value={plan.mode}
        disabled={!editable}
        onChange={({ target }) =>
          setPlan({ ...plan, mode: target.value === 'hide_chosen' ? 'hide_chosen' : 'hide_everything_except' })
        }
      />
      <SelectField
        label="How"
        options={STYLES}
        value={plan.style}
        disabled={!editable}
        onChange={({ target }) => setPlan({ ...plan, style: target.value === 'solid' ? 'solid' : 'pixelate' })}
      />
      <Regions plan={plan} selected={selected} onChange={setPlan} onSelect={setSelected} onSeek={editor.seek} />
      <Steps redaction={redaction} unsaved={editor.unsaved} onChanged={onChanged} />
    </aside>
  );
}
