/** Outrider's mark. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d="M10 2l6.5 15.5L10 14l-6.5 3.5z" fill="var(--own)" />
    </svg>
  );
}
