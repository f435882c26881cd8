using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using Microsoft.AspNetCore.Components;

namespace CustomerService.Learning.Shared;

/// <summary>The component in which an item of one type is answered.</summary>
public abstract class ItemFieldsPart<TItem> : LearningComponentBase
    where TItem : Item
{
    [Parameter, EditorRequired] public DrawnItem Drawn { get; set; } = default!;

    /// <summary>The values in the fields.</summary>
    [Parameter, EditorRequired] public FieldValues Values { get; set; } = FieldValues.None;

    /// <summary>Where set, the verdict on the given answer is shown beside it, and nothing else.</summary>
    [Parameter] public ItemScore? Score { get; set; }

    /// <summary>Whether the posted answer was refused.</summary>
    [Parameter] public bool Invalid { get; set; }

    protected TItem Item => (TItem)Drawn.Item;
}

/// <summary>The component that shows an item of one type with its right answer, the given one, and why: read-only.</summary>
public abstract class ItemReviewPart<TItem> : LearningComponentBase
    where TItem : Item
{
    [Parameter, EditorRequired] public DrawnItem Drawn { get; set; } = default!;

    [Parameter, EditorRequired] public ItemScore Score { get; set; } = default!;

    /// <summary>Null: not answered.</summary>
    [Parameter] public Response? Response { get; set; }

    protected TItem Item => (TItem)Drawn.Item;
}
