using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Text;

namespace CustomerService.Learning.Items.SingleChoice;

internal sealed class SingleChoiceType : ChoiceType<SingleChoiceItem>
{
    public override string Hint => LearningText.HintSingle;

    public override Type Fields => typeof(ChoiceFields);

    public override Type Review => typeof(ChoiceReview);
}
