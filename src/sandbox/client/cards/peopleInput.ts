import { type CardElement, CardObjectRegistry, ChoiceSetInput, GlobalRegistry } from 'adaptivecards';

/** An Input.ChoiceSet over the people of the organisation, whose picker the client draws. */
export type PeopleInput = {
  id: string;
  label: string | null;
  placeholder: string;
  isMultiple: boolean;
  /** Ids of those the card itself offers. */
  offered: { value: string; name: string }[];
  chosen: () => string[];
  choose: (ids: string[]) => void;
};

const dataset = 'graph.microsoft.com/users';

/**
 * The elements of a card, where a choice with Teams' people dataset is drawn by the client as a people picker, as in
 * Teams. `placeFor` gives the element that each is drawn into.
 */
export function elementsWithPeople(placeFor: (input: PeopleInput) => HTMLElement): CardObjectRegistry<CardElement> {
  class PeopleChoice extends ChoiceSetInput {
    private ids: string[] = [];

    protected override internalRender(): HTMLElement | undefined {
      if (this.choicesData?.dataset !== dataset) return super.internalRender();
      this.ids = (this.defaultValue ?? '').split(',').filter((id) => id !== '');
      return placeFor({
        id: this.id ?? '',
        label: this.label ?? null,
        placeholder: this.placeholder ?? '',
        isMultiple: this.isMultiSelect,
        offered: this.choices.map(({ title = '', value = '' }) => ({ name: title, value })),
        chosen: () => this.ids,
        choose: (ids) => {
          this.ids = ids;
          this.valueChanged();
        },
      });
    }
    override isDirty(): boolean {
      if (this.choicesData?.dataset !== dataset) return super.isDirty();
      return this.ids.join(',') !== (this.defaultValue ?? '');
    }
    override isSet(): boolean {
      return this.choicesData?.dataset === dataset ? this.ids.length > 0 : super.isSet();
    }
    override isValid(): boolean {
      return this.choicesData?.dataset === dataset || super.isValid();
    }
    override get value(): string | undefined {
      if (this.choicesData?.dataset !== dataset) return super.value;
      return this.ids.length > 0 ? this.ids.join(',') : undefined;
    }
  }
  const registry = new CardObjectRegistry<CardElement>();
  GlobalRegistry.populateWithDefaultElements(registry);
  registry.unregister('Input.ChoiceSet');
  registry.register('Input.ChoiceSet', PeopleChoice);
  return registry;
}
