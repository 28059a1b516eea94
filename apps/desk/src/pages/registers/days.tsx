/** The two times of a register: the day of the law, and the day up to which recordings count. */
import { DayInput } from '../../form/schema-form.tsx';

/** Both days as asked; today is not written into the address. */
export function TwoTimes(props: {
  readonly today: string;
  readonly asOf: string | undefined;
  readonly recordedAsOf: string | undefined;
  readonly set: (days: { asOf?: string | undefined; recordedAsOf?: string | undefined }) => void;
}) {
  const { today, asOf, recordedAsOf, set } = props;
  return (
    <>
      <label htmlFor="as-of">
        哪一天的法律
        <DayInput
          id="as-of"
          value={asOf ?? today}
          onChange={(day) => set({ asOf: day === today ? undefined : day })}
        />
      </label>
      <label htmlFor="recorded">
        截至哪天的登记
        <DayInput id="recorded" value={recordedAsOf} onChange={(day) => set({ recordedAsOf: day })} />
      </label>
    </>
  );
}
