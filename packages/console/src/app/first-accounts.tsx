/** Where the first accounts are: printed at the first start, in the demo for every role. */
export function FirstAccounts() {
  return (
    <p className="small faint">
      First start, or the demo? The accounts and their passwords were printed where Outrider was started; the demo keeps
      them in <span className="num">demo-accounts.json</span> in its data folder.
    </p>
  );
}
