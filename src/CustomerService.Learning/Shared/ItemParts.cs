using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using Microsoft.AspNetCore.Components;

namespace CustomerService.Learning.Shared;

/// <summary>The part of a page where an item of one type is answered.</summary>
public abstract class ItemFieldsPart<TItem> : LearningComponentBase
    where TItem : Item
{
    [Parameter, EditorRequired] public DrawnItem Drawn { get; set; } = default!;

    /// <summary>What stands in the fields.</summary>
    [Parameter, EditorRequired] public FieldValues Values { get; set; } = FieldValues.None;

    /// <summary>With it, what was given is judged beside it, and nothing else is told.</summary>
    [Parameter] public ItemScore? Score { get; set; }

    /// <summary>Whether what was sent could not be taken.</summary>
    [Parameter] public bool Invalid { get; set; }

    protected TItem Item => (TItem)Drawn.Item;
}

/// <summary>The part of a page that shows an item of one type with its right answer, what was given, and why: read only.</summary>
public abstract class ItemReviewPart<TItem> : LearningComponentBase
    where TItem : Item
{
    [Parameter, EditorRequired] public DrawnItem Drawn { get; set; } = default!;

    [Parameter, EditorRequired] public ItemScore Score { get; set; } = default!;

    /// <summary>Null: not answered.</summary>
    [Parameter] public Response? Response { get; set; }

    protected TItem Item => (TItem)Drawn.Item;
}
